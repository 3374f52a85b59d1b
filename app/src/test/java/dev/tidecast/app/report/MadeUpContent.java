package dev.tidecast.app.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A page's content that no shop produced: every part is there, every figure is invented. */
final class MadeUpContent {
    private static final long SEED = 20260714;
    private static final List<String> METRICS =
            List.of("ndcg@10", "recall@20", "new-item-ndcg@10", "new-item-recall@20");

    private MadeUpContent() {}

    static ReportContent complete() {
        return new ReportContent(
                "A made-up shop",
                "1 January 2020 to 30 December 2020, times in Europe/London. What will each customer buy in 30 days?",
                Verdict.of(
                        "The promoted model, interest-network,",
                        false,
                        "weighted-counters",
                        "ndcg@10",
                        new Score(.41, .39, .43, new Score.Difference(.012, .004, .019))),
                List.of(new ReportContent.JudgedCut("30 November 2020, 12:50 (Europe/London)", 30, 1_234, 3_456)),
                cleaning(),
                activity(),
                learning(),
                leaderboard(),
                new StageGains(
                        "ndcg@10",
                        "the judged window",
                        List.of(
                                new StageGains.Stage(
                                        "base", "own counts, co-occurrence, popularity", Score.of(.39, .37, .41)),
                                new StageGains.Stage(
                                        "repeat", "gaps and habits of one's own items", Score.of(.4, .38, .42)),
                                new StageGains.Stage("explore", "the order of events", Score.of(.41, .39, .43)))),
                slices(),
                new RepeatExplore(
                        "repeat-recall@20",
                        "explore-recall@20",
                        List.of(
                                new RepeatExplore.Row("interest-network", true, spread(.46), spread(.11)),
                                new RepeatExplore.Row("weighted-counters", false, spread(.45), spread(.1)),
                                new RepeatExplore.Row("popular", false, spread(.12), spread(.06)))),
                reliability(),
                List.of(customer("C-1001"), customer("C-2002")),
                new Origin(
                        List.of(
                                new Origin.Fact("Dataset", "sha256 9c0f…"),
                                new Origin.Fact("Recipe", "retail-30d"),
                                new Origin.Fact("Seed", "42")),
                        List.of(
                                new Origin.Step("prepare", 6.4, 512),
                                new Origin.Step("train", 131, 1_900),
                                new Origin.Step("report", .8, 0))),
                List.of("Every figure on this page is invented."),
                MadeUpProof.complete());
    }

    /** Only what a log that is too short to judge would give. */
    static ReportContent least() {
        return new ReportContent(
                "A short log",
                "Three days",
                Verdict.unjudged("The log spans 3 days and the window is 30."),
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                new Origin(List.of(), List.of()),
                List.of(),
                Proof.none());
    }

    /** The complete content under another name, with that text wherever a shop's own words are shown. */
    static ReportContent named(String text) {
        ReportContent whole = complete();
        return new ReportContent(
                text,
                text,
                whole.verdict(),
                whole.cuts(),
                whole.cleaning(),
                whole.activity(),
                List.of(new LearningStage(text, text, List.of(new LearningStage.Epoch(0, 1.0, null, null)), 0)),
                whole.leaderboard(),
                whole.stages(),
                whole.slices(),
                whole.repeatExplore(),
                whole.reliability(),
                List.of(new CustomerStory(
                        text,
                        text,
                        List.of(new CustomerStory.Day(text, List.of(text), 0)),
                        List.of(new CustomerStory.Forecasted(text, .5, true, true)),
                        List.of(new CustomerStory.Followed(text, true, true)),
                        0)),
                new Origin(List.of(new Origin.Fact(text, text)), List.of()),
                List.of(text),
                MadeUpProof.named(text));
    }

    private static CleaningPart cleaning() {
        return new CleaningPart(
                100_000,
                71_500,
                List.of(
                        new CleaningPart.Left("missing-user", "rejected", 22_000),
                        new CleaningPart.Left("cancellation", "applied", 1_900),
                        new CleaningPart.Left("not-a-product", "rejected", 450),
                        new CleaningPart.Left("duplicate", "folded", 4_150)),
                List.of(
                        new CleaningPart.FileRows("sales-1.csv.gz", 60_000, 42_000),
                        new CleaningPart.FileRows("sales-2.csv.gz", 40_000, 29_500)),
                List.of(new CleaningPart.Spread(
                        "price", List.of(.3, .9, 2.1, 4.2, 12.0), List.of(.4, .9, 2.1, 4.1, 10.0))));
    }

    private static ActivityPart activity() {
        Random random = new Random(SEED);
        List<ActivityPart.Week> weeks = new ArrayList<>();
        for (int week = 0; week < 52; week++) {
            long users = 180 + 2L * week + random.nextInt(60);
            long interactions = users * (5 + random.nextInt(3)) + (week > 40 ? 600 : 0);
            weeks.add(new ActivityPart.Week(
                    LocalDate.of(2019, 12, 30).plusWeeks(week), interactions, users, week > 0 && week < 51));
        }
        return new ActivityPart(weeks, LocalDate.of(2020, 11, 30));
    }

    private static List<LearningStage> learning() {
        List<LearningStage.Epoch> repeat = new ArrayList<>();
        List<LearningStage.Epoch> explore = new ArrayList<>();
        for (int epoch = 0; epoch <= 12; epoch++) {
            repeat.add(new LearningStage.Epoch(
                    epoch,
                    epoch == 0 ? null : 6.2 + .5 / epoch,
                    6.35 + .4 / (1 + epoch) + .006 * epoch,
                    .38 + .012 * (1 - 1.0 / (1 + epoch))));
            explore.add(new LearningStage.Epoch(
                    epoch,
                    epoch == 0 ? null : 6.1 + .2 / epoch,
                    6.3 + .1 / (1 + epoch) + .004 * epoch,
                    .39 + .01 * Math.sin(epoch / 5.0)));
        }
        return List.of(
                new LearningStage("repeat", "scale 1.0", repeat, 7),
                new LearningStage("explore", "scale 0.5", explore, 8));
    }

    private static Leaderboard leaderboard() {
        Map<String, double[]> figures = new LinkedHashMap<>();
        figures.put("interest-network", new double[] {.41, .30, .14, .12});
        figures.put("weighted-counters", new double[] {.398, .29, .137, .119});
        figures.put("tifu-knn", new double[] {.36, .27, .09, .08});
        figures.put("personal-frequency", new double[] {.35, .26, .07, .06});
        figures.put("plain-lstm", new double[] {.13, .08, .07, .06});
        figures.put("popular", new double[] {.12, .08, .06, .05});
        List<Leaderboard.Row> rows = new ArrayList<>();
        figures.forEach((model, means) -> {
            Map<String, Score> scores = new LinkedHashMap<>();
            for (int i = 0; i < means.length; i++) {
                double mean = means[i];
                double away = mean - figures.get("weighted-counters")[i];
                boolean compared = model.equals("interest-network") || model.equals("plain-lstm");
                scores.put(
                        METRICS.get(i),
                        new Score(
                                mean,
                                mean * .95,
                                mean * 1.05,
                                compared ? new Score.Difference(away, away - .007, away + .007) : null));
            }
            rows.add(new Leaderboard.Row(model, model.equals("interest-network"), scores));
        });
        return new Leaderboard(METRICS, rows, "ndcg@10");
    }

    private static ActivitySlices slices() {
        return new ActivitySlices(
                "recall@20",
                List.of(
                        new ActivitySlices.Group("1–9", 210),
                        new ActivitySlices.Group("10–49", 404),
                        new ActivitySlices.Group("50–199", 420),
                        new ActivitySlices.Group("200 or more", 200)),
                List.of(
                        new ActivitySlices.Line(
                                "interest-network", true, List.of(spread(.21), spread(.27), spread(.31), spread(.35))),
                        new ActivitySlices.Line(
                                "weighted-counters", false, List.of(spread(.18), spread(.26), spread(.3), spread(.35))),
                        new ActivitySlices.Line(
                                "popular", false, List.of(spread(.1), spread(.09), spread(.08), spread(.06)))));
    }

    private static Reliability reliability() {
        return new Reliability(
                "That a customer buys an item within 30 days.",
                List.of(
                        new Reliability.Bin(.004, .0041, 90_000),
                        new Reliability.Bin(.02, .019, 20_000),
                        new Reliability.Bin(.08, .084, 4_000),
                        new Reliability.Bin(.19, .18, 900),
                        new Reliability.Bin(.34, .36, 220)),
                .0011,
                .0007,
                new Reliability.Before(
                        List.of(new Reliability.Bin(.1, .05, 900), new Reliability.Bin(.4, .3, 90)), .07));
    }

    private static CustomerStory customer(String name) {
        return new CustomerStory(
                name,
                "63 purchases on 11 days, 41 distinct items; the last on 24 November 2020.",
                List.of(
                        new CustomerStory.Day("24 November 2020", List.of("Blue mug", "Tea towel with a long name"), 3),
                        new CustomerStory.Day("2 November 2020", List.of("Paper lantern", "Blue mug"), 0),
                        new CustomerStory.Day("9 October 2020", List.of("Tea towel with a long name"), 12)),
                List.of(
                        new CustomerStory.Forecasted("Blue mug", .41, true, true),
                        new CustomerStory.Forecasted("Tea towel with a long name", .33, true, false),
                        new CustomerStory.Forecasted("Green mug", .17, false, true),
                        new CustomerStory.Forecasted("Paper lantern", .09, true, false),
                        new CustomerStory.Forecasted("Cake stand, three tiers", .04, false, false)),
                List.of(
                        new CustomerStory.Followed("Blue mug", true, true),
                        new CustomerStory.Followed("Green mug", true, false),
                        new CustomerStory.Followed("Biscuit tin", false, false)),
                7);
    }

    private static Score spread(double mean) {
        return Score.of(mean, mean - .015, mean + .015);
    }
}
