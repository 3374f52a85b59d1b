package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.CholeskyInverse;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineRetailBacktestTest {
    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void ease_finds_new_interests() throws IOException {
        Optional<List<Path>> files = OnlineRetail.files();
        Assumptions.assumeTrue(
                files.isPresent(), "Online Retail is neither in examples/ nor in TIDECAST_TEST_DATA: skipped");
        BacktestReport report = run(OnlineRetail.read(files.orElseThrow()), List.of("popular-30d", "ease"));
        System.out.println(Leaderboards.text(report));
        assertThat(mean(report, "ease", Measure.NEW_ITEM_RECALL_20))
                .isGreaterThan(mean(report, "popular-30d", Measure.NEW_ITEM_RECALL_20));
    }

    private static BacktestReport run(Dataset whole, List<String> names) {
        Target target = new Target(Behaviour.PURCHASE, 30);
        List<Trainer> trainers = names.stream()
                .map(name -> Baselines.byName(name, new CholeskyInverse()))
                .toList();
        return Backtest.run(
                whole,
                CleaningRules.standard(whole.asOf()),
                List.of(whole.asOf() - target.seconds()),
                target,
                trainers,
                BacktestSettings.standard(),
                Progress.silent());
    }

    @Test
    void baselines_reach_the_figures_of_the_quick_study() throws IOException {
        Optional<List<Path>> files = OnlineRetail.files();
        Assumptions.assumeTrue(
                files.isPresent(), "Online Retail is neither in examples/ nor in TIDECAST_TEST_DATA: skipped");
        Dataset whole = OnlineRetail.read(files.orElseThrow());
        assertThat(whole.interactions().rows()).isEqualTo(765_986);
        BacktestReport report =
                run(whole, List.of("popular", "popular-30d", "popular-7d", "personal-frequency", "tifu-knn"));
        System.out.println(Leaderboards.text(report));
        assertThat(report.cuts())
                .containsExactly(new BacktestReport.CutSummary("2011-11-09T12:50:00Z", 30, 1485, 4596));
        reaches(report, "popular-30d", .139, .092);
        reaches(report, "personal-frequency", .333, .247);
        reaches(report, "tifu-knn", .340, .254);
        assertThat(report.details().cuts().getFirst().oracle()).isEqualTo(1);
        report.write(folder);
        BacktestReport read = BacktestReport.read(folder);
        assertThat(read.results()).isEqualTo(report.results());
        assertThat(read.details()).isEqualTo(report.details());
    }

    private static void reaches(BacktestReport report, String model, double ndcg, double recall) {
        assertThat(mean(report, model, Measure.NDCG_10)).as(model).isCloseTo(ndcg, within(.005));
        assertThat(mean(report, model, Measure.RECALL_20)).as(model).isCloseTo(recall, within(.005));
    }

    static double mean(BacktestReport report, String model, Measure measure) {
        Double mean = report.result(model, measure).orElseThrow().mean();
        return mean == null ? Double.NaN : mean;
    }
}
