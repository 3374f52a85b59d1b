package dev.tidecast.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.model.CountLaw;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.History;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecasterTest {
    private static final long SEED = 3;
    private static final long DAY = 86_400;
    private static final int USERS = 12;
    private static final int ITEMS = 20;
    private static final Question ALL_ITEMS = new Question(Behaviour.PURCHASE, List.of(1, 7, 30), Facet.ITEM, ITEMS);

    /** Random purchases of 100 days in four categories; user 0 buys item 0 every 20 days, last on day 81. */
    private static Dataset shop() {
        SplittableRandom random = new SplittableRandom(SEED);
        DatasetBuilder builder = new DatasetBuilder();
        for (int day = 1; day <= 100; day++) {
            if (day % 20 == 1) {
                builder.add(0, 0, Behaviour.PURCHASE.ordinal(), day * DAY, 1, 5, -1, -1);
            }
            int user = 1 + random.nextInt(USERS - 1);
            builder.add(user, random.nextInt(ITEMS), Behaviour.PURCHASE.ordinal(), day * DAY, 2, 1 + day % 7, -1, -1);
        }
        List<String> none = Collections.nCopies(ITEMS, "");
        return builder.build(
                "shop",
                ZoneOffset.UTC,
                true,
                IntStream.range(0, USERS).mapToObj(user -> "u" + user).toList(),
                new DatasetBuilder.ItemTexts(
                        IntStream.range(0, ITEMS).mapToObj(i -> "i" + i).toList(),
                        none,
                        IntStream.range(0, ITEMS).mapToObj(i -> "c" + i % 4).toList(),
                        none),
                List.of());
    }

    /** Logits and rates from the days since the last purchase of each item and of anything. */
    private record ByRecency() implements Model {
        @Override
        public String name() {
            return "by-recency";
        }

        @Override
        public void save(Path folder) {}

        @Override
        public Scorer scorer(Dataset visible) {
            return new ProbabilityScorer() {
                @Override
                public void score(History history, float[] scores) {
                    Arrays.fill(scores, -6);
                    for (int p = 0; p < history.size(); p++) {
                        scores[history.item(p)] = -(history.asOf() - history.time(p)) / (30f * DAY);
                    }
                }

                @Override
                public Scale scale() {
                    return Scale.LOGIT;
                }

                @Override
                public double anyInWindow(History history) {
                    return law(history).probability(Behaviour.PURCHASE, 30, 1);
                }

                @Override
                public double spendInWindow(History history) {
                    return 100;
                }

                @Override
                public CountLaw law(History history) {
                    double days = (history.asOf() - history.time(history.size() - 1)) / (double) DAY;
                    double rate = 8 / (1 + days);
                    return new CountLaw(
                            .9, 1.5, List.of(1, 7, 30), List.of(Behaviour.PURCHASE), new double[] {1}, new double[][] {
                                {rate / 30, rate / 5, rate}
                            });
                }
            };
        }
    }

    private static Interest interest(Forecast forecast, int value) {
        return forecast.interests().stream()
                .filter(each -> each.value() == value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shares_and_expected_counts_of_items_add_up_to_those_of_the_user_and_of_categories() {
        Dataset shop = shop();
        Forecaster items = new Forecaster(new ByRecency(), shop, ALL_ITEMS);
        Forecaster categories = new Forecaster(
                new ByRecency(), shop, new Question(Behaviour.PURCHASE, List.of(1, 7, 30), Facet.CATEGORY, 9));
        for (int user = 0; user < shop.userCount(); user++) {
            Forecast byItem = items.of(user);
            Forecast byCategory = categories.of(user);
            assertThat(byCategory.interests()).hasSize(4);
            assertThat(byItem.interests().stream().mapToDouble(Interest::share).sum())
                    .isCloseTo(1, within(1e-5));
            double count = byItem.outlooks().getLast().expected();
            assertThat(byItem.interests().stream()
                            .mapToDouble(each -> each.outlooks().getLast().expected())
                            .sum())
                    .isCloseTo(count, within(1e-5 * count));
            for (Interest category : byCategory.interests()) {
                double sum = 0;
                double likeliest = 0;
                for (Interest item : byItem.interests()) {
                    if (categories.index().of(item.value()) == category.value()) {
                        sum += item.share();
                        likeliest =
                                Math.max(likeliest, item.outlooks().getLast().probability());
                    }
                }
                assertThat(category.share()).isCloseTo(sum, within(1e-5));
                assertThat(category.outlooks().getLast().probability()).isGreaterThanOrEqualTo(likeliest - 1e-6);
            }
        }
    }

    @Test
    void nothing_is_likelier_than_anything_nor_within_a_shorter_horizon() {
        Dataset shop = shop();
        Forecaster forecaster = new Forecaster(new ByRecency(), shop, ALL_ITEMS);
        for (int user = 0; user < shop.userCount(); user++) {
            Forecast forecast = forecaster.of(user);
            double active = java.util.Objects.requireNonNull(forecast.activeProbability());
            assertThat(forecast.outlooks().getLast().probability()).isLessThanOrEqualTo(active + 1e-12);
            for (Interest each : forecast.interests()) {
                for (int h = 0; h < 3; h++) {
                    Outlook outlook = each.outlooks().get(h);
                    assertThat(outlook.probability())
                            .isLessThanOrEqualTo(forecast.outlooks().get(h).probability() + 1e-12);
                    assertThat(outlook.high())
                            .isLessThanOrEqualTo(forecast.outlooks().get(h).high());
                    if (h > 0) {
                        assertThat(outlook.probability())
                                .isGreaterThanOrEqualTo(
                                        each.outlooks().get(h - 1).probability());
                    }
                }
            }
        }
    }

    @Test
    void spend_on_items_adds_up_and_follows_their_unit_values() {
        Dataset shop = shop();
        Forecast forecast = new Forecaster(new ByRecency(), shop, ALL_ITEMS).of(3);
        assertThat(forecast.spend()).isCloseTo(100, within(1e-9));
        double sum = 0;
        for (Interest each : forecast.interests()) {
            sum += java.util.Objects.requireNonNull(each.spend());
        }
        assertThat(sum).isCloseTo(100, within(1e-3));
    }

    @Test
    void regular_gaps_are_due_again_in_the_window_in_which_the_next_one_falls() {
        Dataset shop = shop();
        Forecast month = new Forecaster(new ByRecency(), shop.asOf(90 * DAY), ALL_ITEMS).of(0);
        assertThat(interest(month, 0).direction()).isEqualTo(Direction.DUE_AGAIN); // day 101 lies in (90, 120]
        Question week = new Question(Behaviour.PURCHASE, List.of(7), Facet.ITEM, ITEMS);
        Forecast soon = new Forecaster(new ByRecency(), shop.asOf(90 * DAY), week).of(0);
        assertThat(interest(soon, 0).direction()).isEqualTo(Direction.FADING); // not yet, and a week older than then
        Forecast next = new Forecaster(new ByRecency(), shop.asOf(98 * DAY), week).of(0);
        assertThat(interest(next, 0).direction()).isEqualTo(Direction.DUE_AGAIN);
    }

    @Test
    void directions_compare_with_one_horizon_earlier() {
        assertThat(Direction.of(.3, .2)).isEqualTo(Direction.RISING);
        assertThat(Direction.of(.2, .3)).isEqualTo(Direction.FADING);
        assertThat(Direction.of(.2, .24)).isEqualTo(Direction.STEADY);
        assertThat(Direction.of(.2, 0)).isEqualTo(Direction.RISING);
        assertThat(Direction.of(0, 0)).isEqualTo(Direction.STEADY);
    }

    @Test
    void a_model_that_only_ranks_tells_no_probability_and_no_direction() {
        Dataset shop = shop();
        Model model = new Model() {
            @Override
            public String name() {
                return "ranks-only";
            }

            @Override
            public Scorer scorer(Dataset visible) {
                return (history, scores) -> Arrays.fill(scores, 1);
            }

            @Override
            public void save(Path folder) {}
        };
        Forecast forecast = new Forecaster(model, shop, ALL_ITEMS).of(1);
        assertThat(forecast.anyProbability()).isNull();
        assertThat(forecast.interests()).hasSize(shop.itemCount()).allSatisfy(each -> {
            assertThat(each.probability()).isNull();
            assertThat(each.direction()).isNull();
        });
    }
}
