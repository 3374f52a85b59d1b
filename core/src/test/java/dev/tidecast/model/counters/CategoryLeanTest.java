package dev.tidecast.model.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.model.Popularity;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shops in which an item is seldom sold, but its category tells who takes it. */
class CategoryLeanTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final int USERS = 60;
    private static final int ITEMS = 1_200;
    private static final int CATEGORIES = 4;
    private static final Dataset SHOP = shop(true);

    @TempDir
    private Path folder;

    /**
     * Each user takes items of one category, each sold once, after one user looked at all items; item i is of category i modulo
     * 4, the first four of none.
     */
    private static Dataset shop(boolean told) {
        Random random = new Random(3);
        DatasetBuilder builder = new DatasetBuilder();
        int[] sold = new int[CATEGORIES];
        for (int item = 0; item < ITEMS; item++) {
            builder.add(USERS, item, Behaviour.VIEW.ordinal(), item, 1, 2, -1, -1);
        }
        for (int user = 0; user < USERS; user++) {
            for (long day = random.nextInt(7); day < 120; day += 4 + random.nextInt(7)) {
                int category = user % CATEGORIES;
                builder.add(
                        user,
                        CATEGORIES * sold[category]++ + category,
                        Behaviour.PURCHASE.ordinal(),
                        day * TestShop.DAY + 36_000,
                        1,
                        2,
                        -1,
                        -1);
            }
        }
        List<String> none = Collections.nCopies(ITEMS, "");
        List<String> categories = IntStream.range(0, ITEMS)
                .mapToObj(item -> told && item >= CATEGORIES ? "c" + item % CATEGORIES : "")
                .toList();
        return builder.build(
                "shop",
                ZoneOffset.UTC,
                true,
                IntStream.rangeClosed(0, USERS).mapToObj(user -> "u" + user).toList(),
                new DatasetBuilder.ItemTexts(
                        IntStream.range(0, ITEMS).mapToObj(item -> "i" + item).toList(), none, categories, none),
                List.of());
    }

    private static WeightedCounters fit(Dataset shop, Set<CounterSettings.Input> without) {
        return new WeightedCountersTrainer(new CholeskyInverse(), tuned -> tuned.without(without)).fit(shop, TARGET);
    }

    /** Of the 20 likeliest new items of each user, the share that is of the user's category. */
    private static double right(WeightedCounters model) {
        FacetIndex categories = FacetIndex.of(SHOP, Facet.CATEGORY);
        int right = 0;
        for (int user = 1; user <= USERS; user++) { // the first one looked at all
            float[] scores = new float[SHOP.itemCount()];
            model.scorer(SHOP).score(SHOP.history(user), scores);
            OwnItems own = new OwnItems(model.settings(), SHOP.itemCount()).count(SHOP.history(user));
            String wanted = "c" + Integer.parseInt(SHOP.users().get(user).substring(1)) % CATEGORIES;
            right += (int) IntStream.range(0, scores.length)
                    .filter(item -> !own.contains(item))
                    .boxed()
                    .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                    .limit(20)
                    .filter(item -> categories.of(item) >= 0
                            && categories.label(categories.of(item)).equals(wanted))
                    .count();
        }
        return right / 20.0 / USERS;
    }

    @Test
    void it_tells_which_new_items_a_user_takes_where_co_occurrence_can_not() {
        double with = right(fit(SHOP, Set.of()));
        double without = right(fit(SHOP, Set.of(CounterSettings.Input.CATEGORY)));
        assertThat(with).isGreaterThan(.95);
        assertThat(without).isLessThan(.7);
    }

    @Test
    void it_is_the_log_of_the_users_share_over_the_shops() {
        float[] logMonth = new float[SHOP.itemCount()];
        logMonth[5] = (float) Math.log1p(8);
        FacetIndex categories = FacetIndex.of(SHOP, Facet.CATEGORY);
        CategoryLean shop = CategoryLean.of(categories, logMonth);
        assertThat(shop.share()[categories.of(5)]).isCloseTo(8.5 / 10, within(1e-7));
        CounterSettings settings = CounterSettings.of(List.of(Behaviour.PURCHASE));
        OwnItems own = new OwnItems(settings, SHOP.itemCount()).count(SHOP.history(1));
        double taken = IntStream.range(0, own.size())
                .filter(slot -> categories.of(own.item(slot)) >= 0)
                .mapToDouble(own::activity)
                .sum();
        int category = categories.of(own.item(own.size() - 1));
        double share = shop.share()[category];
        float[] lean = shop.of(own);
        assertThat((double) lean[category])
                .isCloseTo(Math.log((taken + 10 * share) / (taken + 10) / share), within(1e-5));
        assertThat(shop.ofCandidates(lean)[own.item(own.size() - 1)]).isEqualTo(lean[category]);
    }

    @Test
    void items_without_a_category_and_users_without_a_history_lean_to_nothing() {
        CategoryLean shop = CategoryLean.of(FacetIndex.of(SHOP, Facet.CATEGORY), new float[SHOP.itemCount()]);
        CounterSettings settings = CounterSettings.of(List.of(Behaviour.PURCHASE));
        OwnItems own = new OwnItems(settings, SHOP.itemCount());
        assertThat(shop.of(own)).containsOnly(0);
        float[] lean = shop.of(own.count(SHOP.history(1)));
        int without = SHOP.items().names().indexOf("i" + 0);
        assertThat(shop.of(without, lean)).isZero();
    }

    @Test
    void a_model_that_reads_categories_scores_a_log_that_tells_none() {
        Dataset untold = shop(false);
        float[] scores = new float[untold.itemCount()];
        WeightedCounters model = fit(SHOP, Set.of());
        model.scorer(untold).score(untold.history(1), scores);
        double[] weights = model.logits().weights();
        CounterRow row =
                model.rows(untold, Popularity.of(untold, Behaviour.PURCHASE)).row(untold.history(1), new int[0]);
        assertThat(row.dense().length).isEqualTo(Trends.dense(model.settings()));
        int unmet = IntStream.range(0, scores.length)
                .filter(item -> Arrays.stream(row.ownItem()).noneMatch(own -> own == item))
                .findFirst()
                .orElseThrow();
        double expected = IntStream.range(0, 4)
                .mapToDouble(d -> weights[d] * row.dense()[d][unmet])
                .sum();
        assertThat((double) scores[unmet]).isCloseTo(expected, within(1e-4));
    }

    @Test
    void it_is_read_where_half_of_the_items_have_a_category_and_kept_with_the_model() throws IOException {
        WeightedCounters told = fit(SHOP, Set.of());
        assertThat(told.settings().categories()).isTrue();
        told.save(folder);
        assertThat(right(WeightedCounters.load(folder))).isEqualTo(right(told));
        WeightedCounters untold = fit(shop(false), Set.of());
        assertThat(untold.settings().categories()).isFalse();
        assertThat(untold.logits().weights()).hasSize(told.logits().weights().length - 6);
    }
}
