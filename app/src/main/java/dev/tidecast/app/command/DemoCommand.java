package dev.tidecast.app.command;

import dev.tidecast.app.config.Configuration;
import dev.tidecast.app.console.Console;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the whole way on the bundled log. */
@Command(
        name = "demo",
        description = "Go the whole way on two years of a real shop's log: prepare, train, backtest, forecast, report.",
        footer = {"%nExample:", "  ./tidecast demo --out /tmp/demo"})
public final class DemoCommand implements Callable<Integer> {
    private static final Path LOG = Path.of("examples", "online-retail", "tidecast.yaml");
    private static final int ITEMS = 10;
    private static final int SHOWN_ALL = 20;

    private final Console console;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "tidecast-out",
            description = "Output folder (default: ./tidecast-out).")
    private Path out = Path.of("tidecast-out");

    @Option(names = "--force", description = "Do all steps again even if nothing has changed.")
    private boolean force;

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path home = Path.of(System.getProperty("tidecast.home", ""));
        Path file = home.resolve(LOG);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file + " (the demo needs the clone's examples)");
        }
        try (Run run = Run.open(Configuration.read(file), out, force, console)) {
            PrepareCommand.prepare(run);
            PrepareCommand.show(run);
            TrainCommand.train(run);
            BacktestCommand.backtest(run);
            Path forecasts = ForecastStep.of(
                            run, ForecastStep.standard(run.configuration().recipe(), SHOWN_ALL), null)
                    .forecastAll(ForecastFile.Format.PARQUET, null);
            ReportCommand.report(run);
            new LeaderboardTable(BacktestReport.read(run.folder().root())).print(console);
            ForecastStep.of(
                            run.upToDate(),
                            ForecastStep.standard(run.configuration().recipe(), ITEMS),
                            null)
                    .forecastOne(shown(run));
            console.heading("Where it is");
            console.line("Forecasts of all users: " + forecasts);
            console.line("The page to look at:    " + run.folder().report());
        }
        return ExitCode.OK.code();
    }

    /** A user with a history of middling length among the recent ones: typical, and the same at each run. */
    private static String shown(Run run) throws IOException {
        Dataset dataset = run.knownLog();
        List<Integer> byLength = IntStream.range(0, dataset.userCount())
                .filter(user -> dataset.history(user).size() >= 20)
                .boxed()
                .sorted(Comparator.comparingInt(
                                (Integer user) -> dataset.history(user).size())
                        .thenComparing(user -> user))
                .toList();
        int chosen = byLength.isEmpty() ? 0 : byLength.get(byLength.size() / 2);
        return dataset.users().get(chosen);
    }
}
