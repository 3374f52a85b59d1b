package dev.tidecast.evaluate;

import java.util.Locale;

/** A report as lines of text, for the logs of tests. */
final class Leaderboards {
    private Leaderboards() {}

    static String text(BacktestReport report) {
        StringBuilder text = new StringBuilder(report.cuts() + "\n");
        for (BacktestReport.Result each : report.results()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-20s %-20s %.4f [%.4f, %.4f] difference %.4f [%.4f, %.4f]%n",
                    each.model(),
                    each.metric(),
                    each.mean(),
                    each.low(),
                    each.high(),
                    each.differenceToBestBaseline(),
                    each.differenceLow(),
                    each.differenceHigh()));
        }
        report.details()
                .models()
                .forEach(each -> text.append(String.format(
                        Locale.ROOT,
                        "%-20s fit %.2f s, scoring %.2f s, coverage %.3f, novelty %.2f bits%n",
                        each.model(),
                        each.fitSeconds(),
                        each.scoringSeconds(),
                        each.coverage(),
                        each.novelty())));
        return text.append(report.details().cuts()).append('\n').toString();
    }
}
