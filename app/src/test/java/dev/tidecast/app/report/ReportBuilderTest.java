package dev.tidecast.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportBuilderTest {
    private static final Origin ORIGIN = new Origin(List.of(), List.of());

    private static String result(String model, String metric, double mean, String difference) {
        return """
                {"model":"%s","facet":"item","behaviour":"purchase","metric":"%s","mean":%s,"low":%s,"high":%s,%s}""".formatted(model, metric, mean, mean - .01, mean + .01, difference);
    }

    private static void store(Path folder, String differenceOfOurs) throws IOException {
        String none = "\"differenceToBestBaseline\":null,\"differenceLow\":null,\"differenceHigh\":null";
        Files.writeString(folder.resolve("backtest.json"), """
                {"cuts":[{"cut":"1970-01-15T00:00:00Z","horizonDays":7,"users":1,"items":2}],"results":[%s]}""".formatted(String.join(
                ",",
                result("popular", "ndcg@10", .2, none),
                result("interest-network", "ndcg@10", .3, differenceOfOurs),
                result("interest-network", "repeat-recall@20", .4, none),
                result("interest-network", "explore-recall@20", .1, none))));
        Files.writeString(folder.resolve("cleaning.json"), """
                {"read":10,"kept":7,"reasons":{"MISSING_USER":2,"DUPLICATE":1},"files":[{"file":"logs/a.csv","read":10,"kept":7}],
                 "before":{"price":{"count":9,"quantiles":[0,1,2,3,4,5,6,7,8]}},
                 "after":{"price":{"count":9,"quantiles":[1,1,2,3,4,5,6,7,7]}},
                 "fitted":{"rows":{"robot":4},"robots":1,"rareUsers":2,"rareItems":0}}""");
        Files.createDirectories(folder.resolve("steps"));
        Files.writeString(folder.resolve("steps/train.json"), """
                {"step":"train","inputs":"ab","outputs":{},"seconds":12.5,"peakBytes":3145728,
                 "provenance":{"dataHash":"cd","recipe":"retail-30d","recipeHash":"ef","seed":7,"code":"0.1","engine":"none","jdk":"25","parent":null}}""");
        Files.writeString(folder.resolve("backtest-details.json"), """
                {"bestBaseline":"popular","seed":1,"cuts":[{"cut":"1970-01-15T00:00:00Z","coldUsers":3,"droppedLabels":4}],
                 "models":[{"model":"interest-network","cut":"1970-01-15T00:00:00Z","purchase":{"auroc":0.7,"calibration":
                   {"error":0.02,"perfectError":0.01,"perfectHigh":0.03,"bins":[{"cases":5,"probability":0.2,"share":0.4}]}}}],
                 "slices":[{"model":"interest-network","metric":"recall@20","from":1,"to":5,"users":2,
                   "estimate":{"mean":0.3,"low":0.2,"high":0.4}}],"skipped":{"ease":"too few items"}}""");
        new RunDetails(
                        List.of(new LearningStage(
                                "explore", "", List.of(new LearningStage.Epoch(1, 2.0, null, .3)), 1)),
                        null,
                        List.of(new RunDetails.UserForecast(
                                "ann", List.of(new RunDetails.UserForecast.Item("a", null)))),
                        null,
                        List.of())
                .write(folder);
    }

    @Test
    void fillsEveryPartThatTheFolderHolds(@TempDir Path folder) throws IOException {
        store(folder, "\"differenceToBestBaseline\":0.1,\"differenceLow\":0.05,\"differenceHigh\":0.15");
        ReportContent content = ReportBuilder.build(SmallLog.orchard(), folder);
        assertThat(content.origin().steps()).containsExactly(new Origin.Step("train", 12.5, 3));
        assertThat(content.origin().facts())
                .contains(new Origin.Fact("Seed", "7"))
                .contains(new Origin.Fact(
                        "Fitted rules", "1 robots, 2 users and 0 items with too few events left out: robot 4 rows"));
        assertThat(content.verdict().outcome()).isEqualTo(Verdict.Outcome.BEATS);
        assertThat(content.verdict().detail()).contains("popular");
        assertThat(content.subtitle()).contains("buy in the next 7 days");
        assertThat(Objects.requireNonNull(content.leaderboard()).rows())
                .extracting(Leaderboard.Row::model)
                .containsExactly("interest-network", "popular");
        CleaningPart cleaning = Objects.requireNonNull(content.cleaning());
        assertThat(cleaning.left())
                .containsExactly(
                        new CleaningPart.Left("missing-user", "rejected", 2),
                        new CleaningPart.Left("duplicate", "folded", 1));
        assertThat(cleaning.spreads().getFirst().before()).containsExactly(2.0, 3.0, 4.0, 5.0, 6.0);
        assertThat(Objects.requireNonNull(content.slices()).groups())
                .containsExactly(new ActivitySlices.Group("1–5", 2));
        assertThat(Objects.requireNonNull(content.reliability()).bins())
                .containsExactly(new Reliability.Bin(.2, .4, 5));
        assertThat(Objects.requireNonNull(content.repeatExplore()).rows()).hasSize(1);
        assertThat(content.learning()).hasSize(1);
        assertThat(content.customers().getFirst().hits()).isEqualTo(1);
        assertThat(content.notes()).anyMatch(note -> note.equals("ease was not judged: too few items"));
        ReportPage.write(content, folder.resolve("report.html"));
    }

    @Test
    void aModelThatLosesIsSaidToLose(@TempDir Path folder) throws IOException {
        store(folder, "\"differenceToBestBaseline\":-0.1,\"differenceLow\":-0.15,\"differenceHigh\":-0.05");
        assertThat(ReportBuilder.build(SmallLog.orchard(), folder, ORIGIN)
                        .verdict()
                        .outcome())
                .isEqualTo(Verdict.Outcome.LOSES);
    }

    @Test
    void anEmptyFolderGivesAPageWithoutFigures(@TempDir Path folder) throws IOException {
        ReportContent content = ReportBuilder.build(SmallLog.orchard(), folder, ORIGIN);
        assertThat(content.verdict().outcome()).isEqualTo(Verdict.Outcome.UNJUDGED);
        assertThat(content.leaderboard()).isNull();
        assertThat(content.activity()).isNotNull();
        ReportPage.write(content, folder.resolve("report.html"));
    }

    @Test
    void recordsOfStagesBecomeCurvesAndGains() throws IOException {
        RunDetails details = RunDetails.of("""
                [{"stage":"base","epochs":[],"chosenEpochs":1,"scale":1.0,"ndcg":0.3,"newItemNdcg":0.1},
                 {"stage":"explore","epochs":[{"epoch":1,"loss":2.5,"ndcg":0.29,"newItemNdcg":0.1,"seconds":1.0}],
                  "chosenEpochs":1,"scale":0.0,"ndcg":0.3,"newItemNdcg":0.1}]""", List.of());
        assertThat(details.learning()).hasSize(1);
        assertThat(details.learning().getFirst().chosen()).isEqualTo(-1);
        assertThat(Objects.requireNonNull(details.stages()).stages())
                .extracting(StageGains.Stage::explanation)
                .last()
                .asString()
                .endsWith("(left out)");
    }
}
