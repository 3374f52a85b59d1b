package dev.tidecast.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a sceptic looks at, invented. */
final class MadeUpProof {
    private MadeUpProof() {}

    static Proof complete() {
        return named("Two thirds of the rows were stamped at midnight.");
    }

    /** With that text wherever a shop's own words are shown. */
    static Proof named(String text) {
        return new Proof(
                new ServedPart(
                        "Forecasts are made with interest-network-1f2e3d4c, promoted on 2020-12-31 by ada.",
                        "the judged window has been looked at 3 times, with 2 distinct settings",
                        List.of("ndcg@10 0.4100 (0.3900 to 0.4300)"),
                        List.of("judged at 1 cut"),
                        List.of(text)),
                List.of(
                        whether("purchase", "Who will make any purchase within 30 days?"),
                        whether("churn", "Who leaves?")),
                List.of(new NamedSlices(
                        "recency",
                        "By when users were last seen",
                        "for users grouped by days.",
                        new ActivitySlices(
                                "ndcg@10",
                                List.of(
                                        new ActivitySlices.Group("0 to 6 days", 210),
                                        new ActivitySlices.Group("7 days or more", 404)),
                                List.of(
                                        new ActivitySlices.Line(
                                                "interest-network", true, List.of(score(.5), score(.3))),
                                        new ActivitySlices.Line("popular", false, List.of(score(.2), score(.1))))))),
                new Leaderboard(
                        List.of("category", "price-band"),
                        List.of(
                                new Leaderboard.Row(
                                        "interest-network",
                                        true,
                                        Map.of("category", score(.6), "price-band", score(.8))),
                                new Leaderboard.Row("popular", false, Map.of("category", score(.4)))),
                        "category"),
                new DirectionPart(
                        List.of(new DirectionPart.Row(
                                "2020-11-30T12:50:00Z", "category", "persistence", 900, .4, .3, .5, .4)),
                        List.of(new DirectionPart.Count(
                                "2020-11-30T12:50:00Z", "interest-network", 900, .84, .82, 3.1, 1.2, 1.1))),
                new StalenessPart(
                        "ndcg@10",
                        List.of(
                                new StalenessPart.Row(
                                        "interest-network", true, "state", 1.0 / 24, score(.41), score(-.001)),
                                new StalenessPart.Row("interest-network", true, "state", 7, score(.38), score(-.03)),
                                new StalenessPart.Row("interest-network", true, "model", 30, score(.4), score(-.01)))),
                new DoctorPart(
                        "tight",
                        "365 days are 12 windows.",
                        "30 % of what users do they had done before.",
                        List.of(new DoctorPart.Finding(
                                "serious",
                                "batch-stamped-days",
                                text,
                                "Ask for times.",
                                "cleaning: {earliest: 2020-01-01}",
                                "NDCG@10 of weighted-counters .300 → .310",
                                List.of(text)))),
                List.of("The seasons: they need cuts in several months."));
    }

    private static WhetherPart whether(String id, String title) {
        List<double[]> roc = new ArrayList<>();
        List<double[]> precision = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            double x = i / 20.0;
            roc.add(new double[] {x, Math.sqrt(x)});
            precision.add(new double[] {x, 1 - .7 * x});
        }
        return new WhetherPart(
                id,
                title,
                1_234,
                400,
                List.of(
                        new WhetherPart.Row(
                                "interest-network",
                                true,
                                score(.78),
                                .6,
                                .5,
                                .16,
                                .012,
                                .01,
                                new WhetherPart.Table(.32, 280, 150, 120, 684, .65, .7, .67)),
                        new WhetherPart.Row("bg-nbd", false, score(.75), .55, .52, .17, .02, .01, null)),
                List.of(
                        new WhetherPart.Curve("interest-network", true, roc, precision),
                        new WhetherPart.Curve("bg-nbd", false, roc.subList(0, 21), precision)));
    }

    private static Score score(double mean) {
        return Score.of(mean, mean - .02, mean + .02);
    }
}
