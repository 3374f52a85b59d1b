package dev.tidecast.app.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.app.registry.Objection.Kind;
import dev.tidecast.evaluate.BacktestReport.CutSummary;
import dev.tidecast.evaluate.BacktestReport.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationTest {
    @TempDir
    Path folder;

    private Examination of(String model, @Nullable Judgement judgement) throws IOException {
        return Examination.of(
                MadeUpVersions.version(model, MadeUpVersions.model(folder, model), judgement),
                List.of(),
                Optional.of(MadeUpVersions.DATA));
    }

    private static List<Kind> kinds(Examination examination) {
        return examination.objections().stream().map(Objection::kind).toList();
    }

    private static Judgement at(Judgement like, String... days) {
        return new Judgement(
                like.judged(),
                like.backtest(),
                Stream.of(days)
                        .map(day -> new CutSummary(day + "T00:00:00Z", 30, 100, 50))
                        .toList(),
                like.bestBaseline(),
                like.results(),
                like.calibration(),
                like.baselines(),
                like.leftOut(),
                like.resamples(),
                like.seed());
    }

    private static Judgement beside(List<String> baselines, Map<String, String> leftOut) {
        Judgement like = MadeUpVersions.judgement(3, .001, .02);
        return new Judgement(
                like.judged(),
                like.backtest(),
                like.cuts(),
                like.bestBaseline(),
                like.results(),
                like.calibration(),
                baselines,
                leftOut,
                like.resamples(),
                like.seed());
    }

    @Test
    void aModelThatBeatsTheBestBaselineOnEnoughCutsHasEarnedItsPlace() throws IOException {
        Examination examination = of("interest-network", MadeUpVersions.judgement(3, .001, .02));
        assertThat(examination.objections()).isEmpty();
        assertThat(examination.findings())
                .anyMatch(each -> each.contains("ndcg@10 0.3000 (0.2800 to 0.3200)")
                        && each.contains("tifu-knn, +0.0105 (+0.0010 to +0.0200)"))
                .anyMatch(each -> each.contains("judged at 3 cuts") && each.contains("the log allows 23"));
    }

    @Test
    void anIntervalThatIncludesZeroIsRefused() throws IOException {
        assertThat(kinds(of("interest-network", MadeUpVersions.judgement(3, -.001, .02))))
                .containsExactly(Kind.NOT_BETTER);
        assertThat(kinds(of("interest-network", MadeUpVersions.judgement(3, 0, .02))))
                .containsExactly(Kind.NOT_BETTER);
    }

    @Test
    void anIntervalBelowZeroIsRefusedForBaselinesToo() throws IOException {
        Judgement worse = MadeUpVersions.judgement(3, -.02, -.001);
        assertThat(kinds(of("interest-network", worse))).containsExactly(Kind.WORSE);
        assertThat(kinds(of("popular", worse))).containsExactly(Kind.WORSE);
        assertThat(of("popular", worse).objections().getFirst().text())
                .contains("-0.0105 (-0.0200 to -0.0010)", "whole interval lies below zero");
    }

    @Test
    void aBaselineNeedNotBeatTheOthers() throws IOException {
        assertThat(of("weighted-counters", MadeUpVersions.judgement(3, -.001, .02))
                        .objections())
                .isEmpty();
    }

    @Test
    void aPromiseIsBrokenOnlyWhenItsWholeIntervalLiesBelowZero() throws IOException {
        assertThat(kinds(of("interest-network", MadeUpVersions.judgement(3, .001, .02, -.001, 0))))
                .containsExactly(Kind.PROMISE_BROKEN);
        assertThat(of("interest-network", MadeUpVersions.judgement(3, .001, .02, .001, 0))
                        .objections())
                .isEmpty();
    }

    @Test
    void theBestBaselineCanBeServedEvenWhereAnotherKeepsAPromiseBetter() throws IOException {
        Examination best = of("tifu-knn", MadeUpVersions.judgement(3, -.001, .02, -.001, 0));
        assertThat(best.objections()).isEmpty();
        assertThat(best.findings()).anyMatch(each -> each.contains("worse, but no baseline is better by ndcg@10"));
        assertThat(kinds(of("popular", MadeUpVersions.judgement(3, -.02, .001, -.001, 0))))
                .containsExactly(Kind.PROMISE_BROKEN);
    }

    @Test
    void theBestBaselineIsTheSameWhicheverModelOfTheBacktestIsAsked() throws IOException {
        Path model = MadeUpVersions.model(folder, "any");
        Judgement ahead = MadeUpVersions.judgement(3, .001, .02);
        Judgement behind = MadeUpVersions.judgement(3, -.02, -.001);
        assertThat(MadeUpVersions.version("interest-network", model, ahead).bestBaseline())
                .contains("tifu-knn");
        assertThat(MadeUpVersions.version("ease", model, ahead).bestBaseline()).contains("ease");
        assertThat(MadeUpVersions.version("popular", model, behind).bestBaseline())
                .contains("tifu-knn");
        assertThat(MadeUpVersions.version("popular", model, null).bestBaseline())
                .isEmpty();
        assertThat(MadeUpVersions.version("bg-nbd", model, without(ahead)).bestBaseline())
                .as("it ranks nothing")
                .contains("tifu-knn");
    }

    /** The same, but that the model ranks nothing. */
    private static Judgement without(Judgement like) {
        return new Judgement(
                like.judged(),
                like.backtest(),
                like.cuts(),
                like.bestBaseline(),
                like.results().stream()
                        .map(each -> new Result(
                                each.model(),
                                each.facet(),
                                each.behaviour(),
                                each.metric(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null))
                        .toList(),
                like.calibration(),
                like.baselines(),
                like.leftOut(),
                like.resamples(),
                like.seed());
    }

    @Test
    void badCalibrationIsRefused() throws IOException {
        assertThat(kinds(of("interest-network", MadeUpVersions.judgement(3, .001, .02, .05, .021))))
                .containsExactly(Kind.BADLY_CALIBRATED);
        assertThat(of("interest-network", MadeUpVersions.judgement(3, .001, .02, .05, .019))
                        .objections())
                .isEmpty();
    }

    @Test
    void tooFewCutsAreRefusedWhereTheLogAllowsMore() throws IOException {
        Judgement two = MadeUpVersions.judgement(2, .001, .02);
        Path model = MadeUpVersions.model(folder, "interest-network");
        assertThat(kinds(of("interest-network", two))).containsExactly(Kind.TOO_FEW_CUTS);
        ModelVersion shortLog = MadeUpVersions.version("interest-network", model, two, "2011-08-25T00:00:00Z");
        assertThat(shortLog.log().cutsAllowed(30)).isEqualTo(2);
        assertThat(Examination.of(shortLog, List.of(), Optional.empty()).objections())
                .isEmpty();
    }

    @Test
    void cutsADayApartAreOneLook() throws IOException {
        Judgement three = MadeUpVersions.judgement(3, .001, .02);
        Judgement near = at(three, "2011-08-01", "2011-08-02", "2011-08-03");
        Examination examination = of("interest-network", near);
        assertThat(kinds(examination)).containsExactly(Kind.TOO_FEW_CUTS);
        assertThat(examination.objections().getFirst().text())
                .contains("judged at 1 cut (2 less than a week after another count with it)");
        assertThat(at(three, "2011-08-01", "2011-08-08", "2011-08-15").cutsApart(7))
                .isEqualTo(3);
    }

    @Test
    void beatingOnlyTheBaselinesThatOneChoseIsRefused() throws IOException {
        Judgement chosen = beside(List.of("popular"), Map.of());
        Examination examination = of("interest-network", chosen);
        assertThat(kinds(examination)).containsExactly(Kind.TOO_FEW_BASELINES);
        assertThat(examination.objections().getFirst().text()).contains("tifu-knn, ease");
    }

    @Test
    void aBaselineThatCouldNotBeJudgedIsTold() throws IOException {
        Judgement without = beside(List.of("popular", "tifu-knn"), Map.of("ease", "it takes too many items"));
        Examination examination = of("interest-network", without);
        assertThat(examination.objections()).isEmpty();
        assertThat(examination.findings()).contains("ease was not judged: it takes too many items");
    }

    @Test
    void otherDataDamagedFilesAndAMissingJudgementAreRefused() throws IOException {
        Path model = MadeUpVersions.model(folder, "interest-network");
        Examination examination = Examination.of(
                MadeUpVersions.version("interest-network", model, null),
                List.of("deep/weights.safetensors"),
                Optional.of("e".repeat(64)));
        assertThat(kinds(examination)).containsExactly(Kind.DAMAGED_FILES, Kind.OTHER_DATA, Kind.NOT_JUDGED);
        assertThat(examination.objections().getFirst().kind().yields()).isFalse();
    }
}
