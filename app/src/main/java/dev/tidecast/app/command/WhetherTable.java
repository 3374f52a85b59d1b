package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.Table;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.Estimate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who acts at all, on a terminal: how well each model that tells it sorts users, and whether its probabilities hold. */
final class WhetherTable {
    private final BacktestReport report;

    WhetherTable(BacktestReport report) {
        this.report = report;
    }

    /** Prints nothing where no model tells it. */
    void print(Console console) {
        if (report.details().whether().isEmpty()) {
            return;
        }
        console.heading("Whether users act at all: purchase (the target behaviour) and churn (nothing)");
        Table table = new Table()
                .left("what")
                .left("model")
                .right("AUROC")
                .left("95 % interval")
                .right("calibration error")
                .right("a perfect model's");
        report.details()
                .whether()
                .forEach(each -> table.row(
                        each.what(),
                        each.model(),
                        number(each.auroc().mean()),
                        interval(each.auroc()),
                        number(each.report().calibration().error()),
                        number(each.report().calibration().perfectError())));
        table.print(console);
    }

    private static String interval(Estimate estimate) {
        return number(estimate.low()) + " to " + number(estimate.high());
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
