package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.model.Model;
import dev.tidecast.model.TestShop;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a backtest reports; what it must not fall for is in TrapsTest. */
class BacktestTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final long CUT = TestShop.START + 60 * TestShop.DAY;

    private final Dataset whole = TestShop.random(5, 300, 60, 100).dataset();

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
        BacktestReport report = run(whole, List.of(CUT), Given.random(1), baseline("popular"));
        BacktestDetails.CutDetail detail = report.details().cuts().getFirst();
        assertThat(detail.oracle()).isEqualTo(1);
        assertThat(detail.random()).isCloseTo(detail.randomExpected(), within(.04));
        assertThat(ndcg(report, "random")).isCloseTo(detail.randomExpected(), within(.04));
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
