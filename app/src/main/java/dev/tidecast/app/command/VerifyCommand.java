package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.Console.Stress;
import dev.tidecast.app.console.ConsoleProgress;
import dev.tidecast.app.console.Table;
import dev.tidecast.app.verify.Expectations;
import dev.tidecast.app.verify.Outcome;
import dev.tidecast.app.verify.Verification;
import dev.tidecast.event.BadInputException;
import dev.tidecast.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: whether known figures still come out on public data. */
@Command(
        name = "verify",
        description = "Reproduce published and known figures on public data sets; fail if one drifts.",
        footer = {"%nExample:", "  ./tidecast verify ~/datasets --fast"})
public final class VerifyCommand implements Callable<Integer> {
    private static final int THREADS = 2;

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "Folder of the data sets; docs/verify.md says how they lie in it.")
    private Path data = Path.of("");

    @Option(names = "--fast", description = "Leave out what takes more than about a minute.")
    private boolean fast;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these data sets.")
    private List<String> only = new ArrayList<>();

    public VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(data)) {
            throw new BadInputException("there is no folder " + data
                    + ": name the one that holds the data sets; docs/verify.md lists them");
        }
        List<Expectations.KnownDataset> chosen = chosen();
        Progress progress = new ConsoleProgress(console);
        Verification verification = new Verification(
                data, fast, (recipe, model) -> new ModelShelf(recipe, progress).trainer(model), THREADS, progress);
        Path temporary = Files.createTempDirectory("tidecast");
        List<Outcome> outcomes = new ArrayList<>();
        try {
            for (Expectations.KnownDataset known : chosen) {
                outcomes.addAll(verification.verify(known, temporary));
            }
        } finally {
            dev.tidecast.provenance.Artefact.deleteTree(temporary);
        }
        show(outcomes);
        if (outcomes.stream().allMatch(Outcome::skipped)) {
            return ExitCode.BAD_DATA.code();
        }
        return (outcomes.stream().anyMatch(Outcome::failed) ? ExitCode.FAILED : ExitCode.OK).code();
    }

    private List<Expectations.KnownDataset> chosen() {
        List<Expectations.KnownDataset> all = Expectations.known().datasets();
        TreeSet<String> unknown = new TreeSet<>(only);
        all.forEach(known -> unknown.remove(known.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no data set is called " + String.join(", ", unknown) + ": there are "
                    + String.join(
                            ", ",
                            all.stream().map(Expectations.KnownDataset::name).toList()));
        }
        return only.isEmpty()
                ? all
                : all.stream().filter(known -> only.contains(known.name())).toList();
    }

    private void show(List<Outcome> outcomes) {
        console.heading("Published and known figures");
        Table table = new Table()
                .left("data set")
                .left("protocol")
                .left("model")
                .left("measure")
                .right("known")
                .right("measured")
                .right("within")
                .left("");
        for (Outcome each : outcomes) {
            Double measured = each.measured();
            table.row(
                    each.dataset(),
                    each.run().protocol().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    each.known().model(),
                    each.known().measure(),
                    number(each.known().figure()),
                    measured == null ? "-" : number(measured),
                    each.known().within(),
                    verdict(each));
        }
        table.print(console);
        console.line("");
        new TreeSet<>(outcomes.stream()
                        .map(each -> each.dataset() + ", " + each.known().model() + ": "
                                + each.known().source())
                        .toList())
                .forEach(console::line);
        new TreeSet<>(outcomes.stream()
                        .filter(each -> !each.note().isEmpty())
                        .map(each -> (each.skipped() ? "Skipped: " : "Failed: ") + each.dataset() + ", " + each.note())
                        .toList())
                .forEach(console::line);
        console.line(outcomes.stream().filter(Outcome::passed).count() + " passed, "
                + outcomes.stream().filter(Outcome::failed).count() + " failed, "
                + outcomes.stream().filter(Outcome::skipped).count() + " skipped");
    }

    private String verdict(Outcome outcome) {
        if (outcome.skipped()) {
            return "skipped";
        }
        return outcome.passed() ? console.stressed(Stress.GOOD, "pass") : console.stressed(Stress.BAD, "FAIL");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
