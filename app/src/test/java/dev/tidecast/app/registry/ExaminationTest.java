package dev.tidecast.app.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.app.registry.Objection.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
