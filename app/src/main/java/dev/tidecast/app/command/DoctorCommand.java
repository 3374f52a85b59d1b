package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.store.StepRecord;
import dev.tidecast.app.store.Steps;
import dev.tidecast.app.store.Steps.Step;
import dev.tidecast.clean.TimePattern;
import dev.tidecast.data.Examination;
import dev.tidecast.doctor.DatasetChecks;
import dev.tidecast.doctor.DoctorReport;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.Subject;
import dev.tidecast.event.EventLog;
import dev.tidecast.model.Recipe;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.DatasetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: what in the log will cost accuracy, and how much. */
@Command(
        name = "doctor",
        description =
                "Tell what in the log will cost accuracy and how much, what to do, and whether the data suffices.",
        footer = {"%nExample:", "  ./tidecast doctor -c shop/tidecast.yaml --out shop/out"})
public final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--json", description = "Print doctor.json instead of the tables.")
    private boolean json;

    public DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Run run = options.open(console)) {
            PrepareCommand.prepare(run.upToDate());
            examine(run);
            String text = Files.readString(file(run));
            DoctorReport report = DoctorReport.fromJson(text);
            if (json) {
                console.line(text);
            } else {
                new DoctorTable(report).print(console);
                console.line("All of it as JSON: " + file(run));
            }
            return (report.sufficiency().anything() ? ExitCode.OK : ExitCode.BAD_DATA).code();
        }
    }

    static Path file(Run run) {
        return run.folder().root().resolve("doctor.json");
    }

    /** Brings doctor.json up to date; the dataset must be. */
    static void examine(Run run) throws IOException {
        Recipe recipe = run.configuration().recipe();
        String data = Steps.hash(run.folder().dataset());
        String sources = run.steps().read("prepare").map(StepRecord::inputs).orElse("");
        Step step = new Step(
                "doctor",
                List.of(
                        data,
                        sources,
                        run.configuration().rules().toString(),
                        recipe.target().toString(),
                        recipe.horizons().toString(),
                        Long.toString(recipe.seed()),
                        run.code()),
                List.of(file(run)),
                run.provenance(data, "DuckDB", data));
        run.steps()
                .run(
                        step,
                        run.force(),
                        () -> Artefact.writeText(file(run), report(run).toJson()));
        Summary.write(run);
    }

    private static DoctorReport report(Run run) throws IOException {
        Recipe recipe = run.configuration().recipe();
        List<Finding> raw = Examination.look(
                run.configuration().log(),
                run.configuration().rules(),
                recipe.target(),
                run.folder().root(),
                run.progress());
        Subject subject = new Subject(
                DatasetFolder.open(run.folder().dataset()),
                recipe.target(),
                recipe.horizons(),
                run.configuration().rules(),
                zoned(run.configuration().log()));
        DoctorReport report =
                DatasetChecks.report(subject, PrepareCommand.report(run).read(), raw);
        return new MendTrials(run, subject.dataset()).measure(report);
    }

    /** Whether all times are instants, whatever zone is configured. */
    private static boolean zoned(EventLog log) {
        return log.sources().stream()
                .map(source -> source.mapping().timeFormat())
                .allMatch(format -> switch (format.kind()) {
                    case EPOCH_SECONDS, EPOCH_MILLIS -> true;
                    case PATTERN ->
                        TimePattern.of(String.valueOf(format.pattern())).hasOffset();
                    case ISO, DATE, MONTH_DAY, ORDER -> false;
                });
    }
}
