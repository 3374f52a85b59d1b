package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.TestShop;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The traps: what a judge must not fall for. */
class BacktestTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final long CUT = TestShop.START + 60 * TestShop.DAY;

    private final Dataset whole = TestShop.random(5, 300, 60, 100).dataset();

    private record Known(String name, Function<Dataset, Scorer> scorers) implements Trainer, Model {
        @Override
        public Model fit(Dataset visible, Target target) {
            return this;
        }

        @Override
        public Scorer scorer(Dataset visible) {
            return scorers.apply(visible);
        }

        @Override
        public void save(Path folder) {}
    }

    private static Known random(long seed) {
        return new Known("random", visible -> (history, scores) -> {
            Random random = new Random(seed + history.user());
            for (int i = 0; i < scores.length; i++) {
                scores[i] = random.nextFloat();
            }
        });
    }

    /** Scores what the user does up to {@code seconds} past the cut, read around the view. */
    private static Known peeking(long seconds) {
        return new Known("peeking", visible -> (history, scores) -> {
            java.util.Arrays.fill(scores, 0);
            Interactions all = visible.interactions();
            long end = all.userOffsets().get(history.user() + 1L);
            for (long row = all.userOffsets().get(history.user()); row < end; row++) {
                if (all.time().get(row) <= visible.asOf() + seconds
                        && all.item().get(row) < scores.length) {
                    scores[all.item().get(row)]++;
                }
            }
        });
    }

    private static BacktestReport run(Dataset whole, List<Long> cuts, Trainer... trainers) {
        return Backtest.run(
                whole,
                CleaningRules.standard(whole.asOf()),
                cuts,
                TARGET,
                List.of(trainers),
                BacktestSettings.standard(),
                Progress.silent());
    }

    private static double ndcg(BacktestReport report, String model) {
        return OnlineRetailBacktestTest.mean(report, model, Measure.NDCG_10);
    }

    private static Trainer baseline(String name) {
        return Baselines.byName(name, new CholeskyInverse());
    }

    @Test
    void an_oracle_scores_one_and_chance_its_expectation() {
        BacktestReport report = run(whole, List.of(CUT), random(1), baseline("popular"));
        BacktestDetails.CutDetail detail = report.details().cuts().getFirst();
        assertThat(detail.oracle()).isEqualTo(1);
        assertThat(detail.random()).isCloseTo(detail.randomExpected(), within(.04));
        assertThat(ndcg(report, "random")).isCloseTo(detail.randomExpected(), within(.04));
    }

    @Test
    void ties_never_favour_a_model() {
        Known constant = new Known("constant", visible -> (history, scores) -> java.util.Arrays.fill(scores, 3));
        BacktestReport report = run(whole, List.of(CUT), constant);
        assertThat(ndcg(report, "constant"))
                .isEqualTo(report.details().cuts().getFirst().randomExpected());
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
                run(shuffled, List.of(CUT), baseline("popular"), baseline("personal-frequency"), baseline("tifu-knn"));
        double chance = report.details().cuts().getFirst().randomExpected();
        for (String model : report.figures().models()) {
            assertThat(ndcg(report, model)).as(model).isCloseTo(chance, within(.03));
        }
    }

    @Test
    void a_model_that_looks_one_second_past_the_cut_is_caught() {
        Dataset shop = new TestShop()
                .buys("a", "x", 1)
                .buys("a", "y", 2)
                .buys("b", "x", 59)
                .add("a", "x", Behaviour.PURCHASE, CUT + 1, Interactions.NEVER)
                .buys("b", "y", 90)
                .dataset();
        assertThat(LeakCheck.leak(peeking(1), shop, CUT, TARGET).orElseThrow())
                .contains("peeking")
                .contains("leaks");
        assertThat(LeakCheck.leak(peeking(0), shop, CUT, TARGET)).isEmpty();
    }

    @Test
    void a_model_that_knows_a_cancellation_early_is_caught() {
        Dataset shop = new TestShop()
                .add("a", "x", Behaviour.PURCHASE, CUT - 9, CUT + 1)
                .buys("a", "y", 2)
                .buys("b", "y", 90)
                .dataset();
        Known early = new Known("early", visible -> (history, scores) -> {
            for (int i = 0; i < history.size(); i++) {
                long revoked = visible.interactions().revokedAt().get(history.row(i));
                scores[history.item(i)] = revoked == Interactions.NEVER ? 1 : 0;
            }
        });
        assertThat(LeakCheck.leak(early, shop, CUT, TARGET)).isPresent();
        assertThat(shop.asOf(CUT).history(1).size() + shop.asOf(CUT).history(0).size())
                .isEqualTo(2);
    }

    @Test
    void what_is_cancelled_within_the_window_is_no_target() {
        Dataset shop = new TestShop()
                .buys("a", "x", 1)
                .buys("b", "y", 2)
                .buys("a", "x", 62)
                .add("b", "y", Behaviour.PURCHASE, CUT + 5, CUT + 10)
                .add("b", "x", Behaviour.PURCHASE, CUT + 5, CUT + 15 * TestShop.DAY)
                .buys("c", "x", 70)
                .buys("a", "z", 71)
                .buys("b", "y", 90)
                .dataset();
        BacktestReport report = run(shop, List.of(CUT), baseline("popular"));
        BacktestDetails.CutDetail detail = report.details().cuts().getFirst();
        assertThat(detail.users()).isEqualTo(2);
        assertThat(detail.labels()).isEqualTo(2); // a: x; b: x, whose cancellation comes after the window
        assertThat(detail.droppedLabels()).isEqualTo(1); // a: z, first seen after the cut
        assertThat(detail.coldUsers()).isEqualTo(1);
        assertThat(detail.activeUsers()).isEqualTo(2);
    }

    @Test
    void several_cuts_are_judged_together_and_each() {
        List<Long> cuts = List.of(CUT + 14 * TestShop.DAY, CUT);
        BacktestReport report = run(whole, cuts, baseline("popular"), baseline("personal-frequency"));
        assertThat(report.cuts()).hasSize(2);
        assertThat(report.details().byCut()).hasSize(2 * 2 * Measure.values().length);
        int rows = report.cuts().stream()
                .mapToInt(BacktestReport.CutSummary::users)
                .sum();
        assertThat(report.figures().rows()).isEqualTo(rows);
        BacktestReport.Result best =
                report.result("personal-frequency", Measure.NDCG_10).orElseThrow();
        assertThat(best.differenceToBestBaseline())
                .isCloseTo(ndcg(report, "personal-frequency") - ndcg(report, "popular"), within(1e-9));
        assertThat(best.low()).isLessThan(best.mean());
        assertThat(best.differenceLow()).isLessThan(best.differenceHigh());
    }

    @Test
    void threads_do_not_change_the_result() {
        Trainer[] trainers =
                Stream.of("popular-30d", "tifu-knn").map(BacktestTest::baseline).toArray(Trainer[]::new);
        BacktestSettings standard = BacktestSettings.standard();
        BacktestSettings alone =
                new BacktestSettings(standard.resamples(), 1, 1, standard.pairs(), standard.baseline());
        BacktestReport one = Backtest.run(
                whole,
                CleaningRules.standard(whole.asOf()),
                List.of(CUT),
                TARGET,
                List.of(trainers),
                alone,
                Progress.silent());
        assertThat(run(whole, List.of(CUT), trainers).results()).isEqualTo(one.results());
    }

    @Test
    void a_model_that_can_not_be_fitted_is_left_out_with_its_reason() {
        Trainer picky = new Trainer() {
            @Override
            public String name() {
                return "picky";
            }

            @Override
            public Model fit(Dataset visible, Target target) {
                throw new IllegalArgumentException("needs 3 more days");
            }
        };
        BacktestReport report = run(whole, List.of(CUT), picky, baseline("popular"));
        assertThat(report.details().skipped()).containsEntry("picky", "needs 3 more days");
        assertThat(report.figures().models()).containsExactly("popular");
    }

    @Test
    void a_window_beyond_the_log_is_refused() {
        assertThatThrownBy(() -> run(whole, List.of(whole.asOf() - TARGET.seconds() + 1), baseline("popular")))
                .hasMessageContaining("does not lie within the log");
    }
}
