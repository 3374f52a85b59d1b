package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.Table;
import dev.tidecast.app.store.Erasures;
import dev.tidecast.app.store.SourceHashes;
import dev.tidecast.app.store.Steps.Step;
import dev.tidecast.clean.CleaningReport;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.Reason;
import dev.tidecast.data.ErasedRows;
import dev.tidecast.data.Preparation;
import dev.tidecast.event.Catalogue;
import dev.tidecast.event.EventLog;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.ErasedUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code prepare}: cleans the log and makes the dataset. */
@Command(
        name = "prepare",
        description = "Clean the log and write the dataset, the rejected rows and the cleaning report.",
        footer = {"%nExample:", "  ./tidecast prepare -c shop/tidecast.yaml --out shop/out"})
public final class PrepareCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    public PrepareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Run run = options.open(console)) {
            prepare(run);
            show(run);
        }
        return ExitCode.OK.code();
    }

    /** Brings dataset, rejects and cleaning report up to date. */
    static void prepare(Run run) throws IOException {
        EventLog log = run.configuration().log();
        CleaningRules rules = run.configuration().rules();
        List<String> hashes = SourceHashes.of(files(log), run.folder());
        List<String> inputs = new ArrayList<>(hashes);
        inputs.add(log.toString());
        inputs.add(rules.toString());
        inputs.add(run.code());
        Erasures erased = Erasures.read(run.folder().root());
        if (!erased.isEmpty()) {
            inputs.add(erased.state());
        }
        Step step = new Step(
                "prepare",
                inputs,
                List.of(
                        run.folder().dataset(),
                        run.folder().rejects(),
                        run.folder().cleaning()),
                run.provenance(Artefact.sha256(hashes), "DuckDB", null));
        run.steps().run(step, run.force(), () -> {
            Preparation.prepare(log, rules, run.folder().root(), run.progress());
            if (!erased.isEmpty()) {
                DatasetFolder.write(
                        ErasedUsers.without(DatasetFolder.open(run.folder().dataset()), erased::contains),
                        run.folder().dataset());
                ErasedRows.blank(run.folder().rejects(), erased::contains);
            }
        });
        Summary.write(run);
    }

    private static List<Path> files(EventLog log) {
        List<Path> files = new ArrayList<>();
        log.sources().forEach(source -> files.addAll(source.files()));
        Catalogue catalogue = log.catalogue();
        if (catalogue != null && catalogue.file() != null) {
            files.add(catalogue.file());
        }
        EventLog.CustomerTable customers = log.customers();
        if (customers != null) {
            files.add(customers.file());
        }
        return files;
    }

    /** What became of the rows. */
    static CleaningReport report(Run run) throws IOException {
        return CleaningReport.fromJson(Files.readString(run.folder().cleaning()));
    }

    static void show(Run run) throws IOException {
        CleaningReport report = report(run);
        run.console().heading("What became of " + Table.count(report.read()) + " rows");
        Table table = new Table().left("outcome").left("reason").right("rows").right("share");
        table.row("kept", "", Table.count(report.kept()), percent(report.kept(), report.read()));
        report.reasons()
                .forEach((reason, rows) -> table.row(
                        reason.outcome().name().toLowerCase(Locale.ROOT),
                        reason.code(),
                        Table.count(rows),
                        percent(rows, report.read())));
        table.print(run.console());
        showFitted(run, report);
        if (!report.currencies().isEmpty()) {
            run.console()
                    .line("Prices kept by currency: "
                            + report.currencies().entrySet().stream()
                                    .map(each -> (each.getKey().isEmpty() ? "none given" : each.getKey()) + " "
                                            + Table.count(each.getValue()))
                                    .collect(Collectors.joining(", ")));
        }
        run.console().line("Rejected rows with file and record: " + run.folder().rejects());
    }

    private static void showFitted(Run run, CleaningReport report) {
        CleaningReport.Fitted fitted = report.fitted();
        if (fitted.rows().isEmpty()) {
            return;
        }
        run.console()
                .heading("What the fitted rules leave out of the " + Table.count(report.kept())
                        + " rows kept, fitted on the whole log (each backtest cut fits its own)");
        Table table = new Table().left("reason").right("rows").right("share").left("whom");
        fitted.rows()
                .forEach((reason, rows) -> table.row(
                        reason.code(), Table.count(rows), percent(rows, report.kept()), whom(reason, fitted)));
        table.row("used", Table.count(report.used()), percent(report.used(), report.kept()), "");
        table.print(run.console());
    }

    private static String whom(Reason reason, CleaningReport.Fitted fitted) {
        return reason == Reason.ROBOT
                ? Table.count(fitted.robots()) + " users"
                : reason == Reason.RARE_USER
                        ? Table.count(fitted.rareUsers()) + " users"
                        : reason == Reason.RARE_ITEM ? Table.count(fitted.rareItems()) + " items" : "";
    }

    private static String percent(long rows, long of) {
        return String.format(Locale.ROOT, "%.1f %%", of == 0 ? 0.0 : 100.0 * rows / of);
    }
}
