package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.model.TestShop;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FittedRules;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The traps of backtesting, one test each, and the check that catches it. */
class TrapsTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final long CUT = TestShop.START + 60 * TestShop.DAY;

    private static BacktestReport run(Dataset whole, Trainer... trainers) {
        return Backtest.run(
                whole,
                CleaningRules.standard(whole.asOf()),
                List.of(CUT),
                TARGET,
                List.of(trainers),
                BacktestSettings.standard(),
                Progress.silent());
    }

    private static double ndcg(BacktestReport report, String model) {
        return OnlineRetailBacktestTest.mean(report, model, Measure.NDCG_10);
    }

    private static double chance(BacktestReport report) {
        return report.details().cuts().getFirst().randomExpected();
    }

    private static Trainer baseline(String name) {
        return Baselines.byName(name, new CholeskyInverse());
    }

    /** Counts what anyone does in (cut - before, cut + after], read around the view. */
    private static Given counting(String name, boolean own, long before, long after) {
        return new Given(name, visible -> (history, scores) -> {
            Arrays.fill(scores, 0);
            Interactions all = visible.interactions();
            long from = own ? all.userOffsets().get(history.user()) : 0;
            long to = own ? all.userOffsets().get(history.user() + 1L) : all.rows();
            for (long row = from; row < to; row++) {
                long age = visible.asOf() - all.time().get(row);
                if (age < before && age >= -after && all.item().get(row) < scores.length) {
                    scores[all.item().get(row)]++;
                }
            }
        });
    }

    @Test
    void a_model_that_peeks_one_second_past_the_cut_is_caught_by_the_leak_check() {
        Dataset shop = new TestShop()
                .buys("a", "x", 1)
                .buys("a", "y", 2)
                .buys("b", "x", 59)
                .add("a", "x", Behaviour.PURCHASE, CUT + 1, Interactions.NEVER)
                .buys("b", "y", 90)
                .dataset();
        assertThat(LeakCheck.leak(counting("peeking", true, CUT, 1), shop, CUT, TARGET)
                        .orElseThrow())
                .contains("peeking")
                .contains("leaks");
        assertThat(LeakCheck.leak(counting("honest", true, CUT, 0), shop, CUT, TARGET))
                .isEmpty();
    }

    @Test
    void what_comes_one_second_past_the_cut_is_judged_and_not_seen() {
        Dataset shop = new TestShop()
                .buys("a", "x", 1)
                .buys("b", "y", 2)
                .add("a", "y", Behaviour.PURCHASE, CUT, Interactions.NEVER)
                .add("a", "x", Behaviour.PURCHASE, CUT + 1, Interactions.NEVER)
                .buys("b", "y", 90)
                .dataset();
        assertThat(shop.asOf(CUT).history(0).size()).isEqualTo(2);
        CutCases cases = CutCases.of(shop, CUT, TARGET);
        assertThat(cases.size()).isEqualTo(1);
        assertThat(cases.history(0).size()).isEqualTo(2);
        assertThat(cases.targets(0)).containsExactly(0); // x, and not y, which was bought at the cut itself
    }

    @Test
    void models_are_fitted_and_asked_as_of_the_cut() {
        Dataset shop = TestShop.random(5, 60, 40, 100).dataset();
        CutCases cases = CutCases.of(shop, CUT, TARGET);
        assertThat(cases.fittedOn().asOf()).isEqualTo(CUT);
        assertThat(cases.visible().asOf()).isEqualTo(CUT);
        assertThat(cases.history(0).asOf()).isEqualTo(CUT);
    }

    @Test
    void a_user_of_several_cuts_is_one_draw_of_the_bootstrap() {
        Dataset shop = TestShop.random(5, 60, 40, 100).dataset();
        FigureTable table = Backtest.run(
                        shop,
                        CleaningRules.standard(shop.asOf()),
                        List.of(CUT - 20 * TestShop.DAY, CUT),
                        TARGET,
                        List.of(baseline("popular")),
                        BacktestSettings.standard(),
                        Progress.silent())
                .figures();
        int[] rows = table.rowsWhere(row -> true);
        long users = Arrays.stream(rows).map(table::user).distinct().count();
        assertThat(users).isLessThan(rows.length);
        assertThat(Arrays.stream(Estimates.clusters(table, rows)).distinct().count())
                .isEqualTo(users);
    }

    @Test
    void a_feature_or_a_vocabulary_fitted_on_all_data_is_caught_by_the_leak_check() {
        Dataset shop = TestShop.random(5, 60, 40, 100).buys("late", "new", 99).dataset();
        Given feature = counting("popular-of-all-time", false, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
        assertThat(LeakCheck.leak(feature, shop, CUT, TARGET)).isPresent();
        Given vocabulary = new Given(
                "vocabulary",
                visible -> (history, scores) ->
                        Arrays.fill(scores, 1f / visible.items().size()));
        assertThat(LeakCheck.leak(vocabulary, shop, CUT, TARGET)).isPresent();
    }

    @Test
    void a_rule_fitted_on_all_data_would_leave_out_other_users_than_one_fitted_at_the_cut() {
        TestShop shop = TestShop.random(5, 60, 40, 100);
        for (int i = 0; i < 50; i++) {
            shop.buys("u1", "i" + i % 40, 90 + i / 1_000.0); // a robot, but only after the cut
        }
        Dataset whole = shop.dataset();
        CleaningRules rules = new CleaningRules(
                0,
                whole.asOf(),
                false,
                null,
                null,
                CleaningRules.Cancellations.APPLY,
                CleaningRules.Duplicates.KEEP,
                1,
                CleaningRules.OutlierAction.CAP,
                0,
                20,
                2,
                0);
        FittedRules atCut = FittedRules.fit(whole.asOf(CUT), rules);
        assertThat(atCut).isEqualTo(FittedRules.fit(Truncation.copy(whole.asOf(CUT)), rules));
        assertThat(FittedRules.fit(whole, rules).robots()).contains("u1");
        assertThat(atCut.robots()).doesNotContain("u1");
        BacktestReport report = Backtest.run(
                whole,
                rules,
                List.of(CUT),
                TARGET,
                List.of(baseline("popular")),
                BacktestSettings.standard(),
                Progress.silent());
        int users = CutCases.of(atCut.apply(whole), CUT, TARGET).size();
        assertThat(report.cuts().getFirst().users()).isEqualTo(users);
    }

    @Test
    void a_cancellation_known_before_it_happened_is_caught_by_the_leak_check() {
        Dataset shop = new TestShop()
                .add("a", "x", Behaviour.PURCHASE, CUT - 9, CUT + 1)
                .buys("a", "y", 2)
                .buys("b", "y", 90)
                .dataset();
        Given early = new Given("early", visible -> (history, scores) -> {
            for (int i = 0; i < history.size(); i++) {
                long revoked = visible.interactions().revokedAt().get(history.row(i));
                scores[history.item(i)] = revoked == Interactions.NEVER ? 1 : 0;
            }
        });
        assertThat(LeakCheck.leak(early, shop, CUT, TARGET)).isPresent();
        assertThat(shop.asOf(CUT).history(0).size() + shop.asOf(CUT).history(1).size())
                .isEqualTo(2);
    }

    @Test
    void ties_broken_in_a_models_favour_are_caught_by_shared_gains() {
        Dataset shop = TestShop.random(5, 300, 60, 100).dataset();
        BacktestReport report = run(shop, Given.constant());
        assertThat(ndcg(report, "constant")).isCloseTo(chance(report), within(1e-6));
        assertThat(OnlineRetailBacktestTest.mean(report, "constant", Measure.AUROC))
                .isEqualTo(.5);
    }

    @Test
    void a_sampled_metric_is_caught_by_what_chance_must_score() {
        Random random = new Random(3);
        TestShop shop = new TestShop();
        for (int user = 0; user < 400; user++) {
            shop.buys("u" + user, "i" + user % 500, 1 + user / 100.0);
            shop.buys("u" + user, "i" + (user + 100) % 500, 2 + user / 100.0);
            shop.buys("u" + user, "i" + random.nextInt(500), 61);
        }
        BacktestReport report = run(shop.buys("end", "i0", 90).dataset(), Given.random(1));
        double hits = OnlineRetailBacktestTest.mean(report, "random", Measure.HIT_10);
        int items = report.cuts().getFirst().items();
        double full = 10.0 / items;
        double amongTwenty = 10.0 / 20; // what 19 sampled others would give
        assertThat(items).isGreaterThan(450);
        assertThat(hits).isCloseTo(full, within(.03)).isLessThan(amongTwenty / 5);
        assertThat(report.details().cuts().getFirst().random()).isCloseTo(chance(report), within(.03));
    }

    @Test
    void a_duplicated_user_on_both_sides_is_caught_by_the_leak_check_and_drawn_whole_by_the_bootstrap() {
        TestShop shop = new TestShop();
        for (int user = 0; user < 40; user++) {
            for (String twin : List.of("a", "b")) {
                shop.buys(twin + user, "i" + user % 7, 5 + user / 100.0);
                shop.buys(twin + user, "i" + user % 9, 10 + user / 100.0);
                shop.buys(twin + user, "i" + (user + 3) % 7, 65 + user / 100.0);
            }
        }
        Dataset whole = shop.buys("end", "i0", 90).dataset();
        Given twins = new Given("twins", visible -> (history, scores) -> {
            Arrays.fill(scores, 0);
            Interactions all = visible.interactions();
            int twin = history.user() ^ 1; // twins are numbered side by side
            long end =
                    all.userOffsets().get(Math.min(twin + 1L, all.userOffsets().length() - 1));
            for (long row = all.userOffsets()
                            .get(Math.min(twin, all.userOffsets().length() - 1));
                    row < end;
                    row++) {
                scores[all.item().get(row)] = all.time().get(row) > visible.asOf() ? 1 : 0;
            }
        });
        assertThat(LeakCheck.leak(twins, whole, CUT, TARGET)).isPresent();
        assertThat(LeakCheck.leak(baseline("tifu-knn"), whole, CUT, TARGET)).isEmpty();
    }

    @Test
    void shuffled_labels_score_as_chance_does() {
        Random random = new Random(2);
        TestShop shop = new TestShop();
        for (int user = 0; user < 600; user++) {
            for (int k = 0; k < 4; k++) {
                shop.buys("u" + user, "i" + random.nextInt(50), random.nextInt(60));
                shop.buys("u" + user, "i" + random.nextInt(50), 60.5 + random.nextInt(14));
            }
        }
        Dataset shuffled = shop.buys("end", "i0", 80).dataset();
        BacktestReport report =
                run(shuffled, baseline("popular"), baseline("personal-frequency"), baseline("tifu-knn"));
        for (String model : report.figures().models()) {
            assertThat(ndcg(report, model)).as(model).isCloseTo(chance(report), within(.03));
        }
    }

    @Test
    void a_target_that_enters_trailing_popularity_is_caught_by_the_leak_check() {
        Dataset shop = TestShop.random(6, 60, 40, 100).dataset();
        Given late = counting("popular-14d-of-the-window", false, 0, TARGET.seconds());
        assertThat(LeakCheck.leak(late, shop, CUT, TARGET)).isPresent();
        assertThat(LeakCheck.leak(baseline("popular-30d"), shop, CUT, TARGET)).isEmpty();
    }
}
