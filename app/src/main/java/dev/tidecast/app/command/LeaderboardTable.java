package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.Console.Stress;
import dev.tidecast.app.console.Table;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.BacktestReport.Result;
import dev.tidecast.evaluate.Measure;
import dev.tidecast.model.Baselines;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The leaderboard on a terminal, and one sentence that says what it means. */
final class LeaderboardTable {
    private final BacktestReport report;

    LeaderboardTable(BacktestReport report) {
        this.report = report;
    }

    void print(Console console) {
        report.cuts()
                .forEach(cut -> console.heading("Judged on " + Table.count(cut.users()) + " users from " + cut.cut()
                        + " for " + cut.horizonDays() + " days; all " + Table.count(cut.items()) + " items ranked"));
        Table table = new Table()
                .left("model")
                .right("NDCG@10")
                .left("95 % interval")
                .right("recall@20")
                .right("new items NDCG@10")
                .left("difference to best other baseline");
        for (Result result : ranked()) {
            table.row(
                    Baselines.isBaseline(result.model())
                            ? result.model()
                            : console.stressed(Stress.STRONG, result.model()),
                    number(result.mean()),
                    number(result.low()) + " to " + number(result.high()),
                    number(mean(result.model(), Measure.RECALL_20)),
                    number(mean(result.model(), Measure.NEW_ITEM_NDCG_10)),
                    difference(console, result));
        }
        table.print(console);
        console.line("");
        console.line(sentence());
        report.details().skipped().forEach((model, why) -> console.line(model + " was left out: " + why));
    }

    private List<Result> ranked() {
        return report.itemResults(Measure.NDCG_10).stream()
                .filter(result -> result.mean() != null)
                .sorted(Comparator.comparingDouble((Result result) -> orZero(result.mean()))
                        .reversed())
                .toList();
    }

    /** Whether the best model beats counting, said plainly. */
    String sentence() {
        Optional<Result> ours = ranked().stream()
                .filter(result -> !Baselines.isBaseline(result.model()))
                .findFirst();
        if (ours.isEmpty()) {
            return "Only baselines were judged; nothing is claimed beyond counting.";
        }
        Result result = ours.get();
        String difference = String.format(
                Locale.ROOT,
                "%s, %+.4f NDCG@10 (95 %% interval %+.4f to %+.4f)",
                result.model(),
                orZero(result.differenceToBestBaseline()),
                orZero(result.differenceLow()),
                orZero(result.differenceHigh()));
        String best = String.valueOf(report.details().bestBaseline());
        if (orZero(result.differenceLow()) > 0) {
            return "The model beats counting: " + difference + " above the best baseline, " + best + ".";
        }
        if (orZero(result.differenceHigh()) < 0) {
            return "The model does worse than counting: " + difference + " against " + best + ". Use the baseline.";
        }
        return "The model can't be told from counting on this log: " + difference + " against " + best + ".";
    }

    private @Nullable Double mean(String model, Measure measure) {
        return report.result(model, measure).map(Result::mean).orElse(null);
    }

    private static String difference(Console console, Result result) {
        Double mean = result.differenceToBestBaseline();
        if (mean == null) {
            return "";
        }
        String text = String.format(
                Locale.ROOT,
                "%+.4f (%+.4f to %+.4f)",
                mean,
                orZero(result.differenceLow()),
                orZero(result.differenceHigh()));
        return orZero(result.differenceLow()) > 0 ? console.stressed(Stress.GOOD, text) : text;
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }
}
