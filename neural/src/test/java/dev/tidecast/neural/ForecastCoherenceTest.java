package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.forecast.Forecaster;
import dev.tidecast.forecast.Outlook;
import dev.tidecast.forecast.Question;
import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a trained network forecasts of a random shop (seed in each message) does not contradict itself: for every user,
 * behaviour, facet and horizon.
 */
class ForecastCoherenceTest {
    private static final long SEED = 20_261_128;
    private static final List<Integer> HORIZONS = List.of(1, 7, 30);
    private static final List<Behaviour> DONE =
            List.of(Behaviour.VIEW, Behaviour.SEARCH, Behaviour.CART, Behaviour.PURCHASE);
    private static final double ROUNDING = 1e-9;
    private static final double FLOATS = 1e-5; // shares of all items are summed in single floats

    /** The shop and its network, trained once for all tests. */
    private static final class Trained {
        static final Dataset SHOP = FacetedShop.of(SEED);
        static final Model NETWORK = new InterestNetworkTrainer(NetworkSettings.standard(2), Progress.silent())
                .fit(SHOP, new Target(Behaviour.PURCHASE, 30));
    }

    private static Forecaster forecaster(Behaviour behaviour, Facet facet, List<Integer> horizons) {
        return new Forecaster(
                Trained.NETWORK, Trained.SHOP, new Question(behaviour, horizons, facet, FacetedShop.ITEMS));
    }

    /** One user's forecasts of items and of the values of one facet; messages begin with what it is about. */
    private record Told(Forecast items, Forecast values, Forecaster forecaster, String about) {
        /** The interests in the items of a value. */
        List<Interest> parts(Interest value) {
            return items.interests().stream()
                    .filter(item -> forecaster.index().of(item.value()) == value.value())
                    .toList();
        }

        void check(Interest union, boolean single) {
            List<Interest> parts = parts(union);
            between(union, parts, Interest::share, true);
            for (int h = 0; h < HORIZONS.size(); h++) {
                int at = h;
                between(union, parts, each -> each.outlooks().get(at).probability(), false);
                between(union, parts, each -> each.outlooks().get(at).expected(), single);
                assertThat(union.outlooks().get(h).high())
                        .as(about)
                        .isGreaterThanOrEqualTo(parts.stream()
                                .mapToInt(each -> each.outlooks().get(at).high())
                                .max()
                                .orElseThrow());
            }
            if (union.spend() != null) {
                between(union, parts, each -> Objects.requireNonNull(each.spend()), true);
            }
        }

        /** A union lies between its largest part and the sum of its parts, or is that sum. */
        private void between(Interest union, List<Interest> parts, ToDoubleFunction<Interest> figure, boolean sum) {
            double all = parts.stream().mapToDouble(figure).sum();
            double most = parts.stream().mapToDouble(figure).max().orElseThrow();
            double told = figure.applyAsDouble(union);
            assertThat(told).as(about).isBetween(most - ROUNDING, all * (1 + ROUNDING) + ROUNDING);
            if (sum) {
                assertThat(told).as(about).isCloseTo(all, within(ROUNDING * (1 + all)));
            }
        }
    }

    /** A day of the shop views one item, but buys and searches for several: only there may one day count for two parts. */
    @ParameterizedTest
    @CsvSource({"VIEW, true", "CART, false", "PURCHASE, false"})
    void a_value_of_any_facet_is_what_its_items_are_together(Behaviour behaviour, boolean single) {
        Forecaster byItem = forecaster(behaviour, Facet.ITEM, HORIZONS);
        for (Facet facet : List.of(Facet.CATEGORY, Facet.BRAND, Facet.PRICE_BAND)) {
            Forecaster byValue = forecaster(behaviour, facet, HORIZONS);
            for (int user = 0; user < FacetedShop.USERS; user++) {
                Forecast values = byValue.of(user);
                String about = behaviour + ", " + facet + ", user " + user + " of seed " + SEED;
                assertThat(values.interests()).as(about).hasSize(byValue.index().size());
                Told told = new Told(byItem.of(user), values, byValue, about);
                values.interests().forEach(value -> told.check(value, single));
                double shares =
                        values.interests().stream().mapToDouble(Interest::share).sum();
                assertThat(shares).as(about).isBetween(0.0, 1 + FLOATS);
            }
        }
    }

    @Test
    void nothing_is_likelier_than_anything_nor_within_a_shorter_horizon() {
        for (Behaviour behaviour : DONE) {
            for (Facet facet : Facet.values()) {
                Forecaster forecaster = forecaster(behaviour, facet, HORIZONS);
                for (int user = 0; user < FacetedShop.USERS; user++) {
                    String about = behaviour + ", " + facet + ", user " + user + " of seed " + SEED;
                    Forecast forecast = forecaster.of(user);
                    grow(forecast.outlooks(), about);
                    assertThat(forecast.outlooks().getFirst().probability())
                            .as(about)
                            .isLessThan(forecast.outlooks().getLast().probability());
                    for (Interest interest : forecast.interests()) {
                        grow(interest.outlooks(), about);
                        for (int h = 0; h < HORIZONS.size(); h++) {
                            atMost(
                                    interest.outlooks().get(h),
                                    forecast.outlooks().get(h),
                                    about);
                        }
                    }
                }
            }
        }
    }

    private static void grow(List<Outlook> outlooks, String about) {
        assertThat(outlooks.stream().map(Outlook::days)).as(about).isEqualTo(HORIZONS);
        for (int h = 1; h < outlooks.size(); h++) {
            atMost(outlooks.get(h - 1), outlooks.get(h), about);
        }
    }

    private static void atMost(Outlook less, Outlook more, String about) {
        assertThat(less.probability()).as(about).isLessThanOrEqualTo(more.probability() + ROUNDING);
        assertThat(less.expected()).as(about).isLessThanOrEqualTo(more.expected() + ROUNDING);
        assertThat(less.low()).as(about).isLessThanOrEqualTo(more.low());
        assertThat(less.high()).as(about).isLessThanOrEqualTo(more.high());
    }

    /** Behaviours of one user go together, so that doing none is at least as likely as if they did not. */
    @Test
    void churn_is_what_is_left_of_any_behaviour() {
        ProbabilityScorer scorer = (ProbabilityScorer) Trained.NETWORK.scorer(Trained.SHOP);
        for (int user = 0; user < FacetedShop.USERS; user++) {
            double shorter = 0;
            for (int days : HORIZONS) {
                String about = days + " days, user " + user + " of seed " + SEED;
                double[] each = new double[Behaviour.values().length];
                double active = Double.NaN;
                for (Behaviour behaviour : Behaviour.values()) {
                    Forecast forecast =
                            forecaster(behaviour, Facet.ITEM, List.of(days)).of(user);
                    each[behaviour.ordinal()] = Objects.requireNonNull(forecast.anyProbability());
                    active = Objects.requireNonNull(forecast.activeProbability());
                }
                double none = Arrays.stream(each).reduce(1, (left, p) -> left * (1 - p));
                double most = Arrays.stream(each).max().orElseThrow();
                assertThat(1 - active).as(about).isBetween(none - ROUNDING, 1 - most + ROUNDING);
                assertThat(active).as(about).isGreaterThanOrEqualTo(shorter);
                shorter = active;
            }
            assertThat(shorter).isEqualTo(scorer.activeInWindow(Trained.SHOP.history(user)));
        }
    }

    /** Audiences and sums over users read their figures without a whole forecast. */
    @Test
    void chances_and_counts_of_single_values_are_those_of_the_forecast() {
        for (Facet facet : Facet.values()) {
            Forecaster forecaster = forecaster(Behaviour.PURCHASE, facet, HORIZONS);
            for (int user = 0; user < FacetedShop.USERS; user++) {
                String about = facet + ", user " + user + " of seed " + SEED;
                double[] counts = new double[FacetedShop.ITEMS];
                forecaster.addExpected(Trained.SHOP.history(user), counts);
                for (Interest interest : forecaster.of(user).interests()) {
                    assertThat(forecaster.chance(Trained.SHOP.history(user), interest.value()))
                            .as(about)
                            .isEqualTo(interest.chance());
                    assertThat(counts[interest.value()])
                            .as(about)
                            .isEqualTo(interest.outlooks().getLast().expected());
                }
            }
        }
    }
}
