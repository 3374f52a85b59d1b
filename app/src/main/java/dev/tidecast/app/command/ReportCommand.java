package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.report.ReportBuilder;
import dev.tidecast.app.report.ReportPage;
import dev.tidecast.app.store.Steps;
import dev.tidecast.app.store.Steps.Step;
import dev.tidecast.sequence.DatasetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code report}: the page that shows a run. */
@Command(
        name = "report",
        description = "Write one self-contained HTML page: cleaning, learning, leaderboard, customers, provenance.",
        footer = {"%nExample:", "  ./tidecast report -c shop/tidecast.yaml --out shop/out"})
public final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    public ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Run run = options.open(console)) {
            PrepareCommand.prepare(run.upToDate());
            if (!new Registering(run).isJudged()) {
                BacktestCommand.backtest(run.upToDate());
            }
            report(run);
            console.line("The page: " + run.folder().report());
        }
        return ExitCode.OK.code();
    }

    /** Brings the page up to date; dataset and backtest must be. */
    static void report(Run run) throws IOException {
        String data = Steps.hash(run.folder().dataset());
        String backtest = Steps.hash(run.folder().backtest());
        Step step = new Step(
                "report",
                List.of(
                        data,
                        backtest,
                        Steps.hash(run.folder().backtestDetails()),
                        Steps.hash(run.folder().cleaning()),
                        Registry.of(run.folder().root()).state(),
                        doctor(run),
                        run.code()),
                List.of(run.folder().report()),
                run.provenance(data, "none", backtest));
        run.steps()
                .run(
                        step,
                        run.force(),
                        () -> ReportPage.write(
                                ReportBuilder.build(
                                        DatasetFolder.open(run.folder().dataset()),
                                        run.folder().root()),
                                run.folder().report()));
        Summary.write(run);
    }

    /** Hash of what the doctor found, empty where it has not looked. */
    private static String doctor(Run run) throws IOException {
        Path found = run.folder().root().resolve("doctor.json");
        return Files.exists(found) ? Steps.hash(found) : "";
    }
}
