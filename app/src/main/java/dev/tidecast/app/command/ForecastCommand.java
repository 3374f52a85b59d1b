package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Question;
import dev.tidecast.model.Recipe;
import dev.tidecast.sequence.Facet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code forecast}: one user on the terminal, or all of them into a file. */
@Command(
        name = "forecast",
        description = "Forecast one user as a table, or all users into a file.",
        footer = {
            "%nExamples:",
            "  ./tidecast forecast 17850",
            "  ./tidecast forecast 17850 --facet price-band --horizon 7",
            "  ./tidecast forecast 17850 --as-of 2011-10-01",
            "  ./tidecast forecast --all --format csv --file forecasts.csv -k 50"
        })
public final class ForecastCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(arity = "0..1", paramLabel = "USER", description = "The user, as the log calls it.")
    private @Nullable String user;

    @Option(names = "--all", description = "Forecast all users into a file.")
    private boolean all;

    @Option(names = "--format", paramLabel = "FORMAT", description = "Of the file: parquet (default), csv or jsonl.")
    private ForecastFile.Format format = ForecastFile.Format.PARQUET;

    @Option(names = "--file", paramLabel = "FILE", description = "The file (default: DIR/forecasts.FORMAT).")
    private @Nullable Path file;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            description = "Days ahead, as 7 or 7d (default: the recipe's horizons).")
    private @Nullable String horizon;

    @Option(
            names = "--facet",
            paramLabel = "FACET",
            defaultValue = "item",
            description = "What interests are about: item (default), category, brand or price-band.")
    private String facet = "item";

    @Option(
            names = "--behaviour",
            paramLabel = "WORD",
            description = "What the user may do: view, cart, purchase ... (default: the recipe's target).")
    private @Nullable String behaviour;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "Forecast as of 2011-10-01 or 2011-10-01T12:00:00Z with a model and histories that know"
                    + " nothing later (default: the end of the log).")
    private @Nullable String asOf;

    @Option(names = "-k", paramLabel = "ITEMS", defaultValue = "20", description = "Items a user (default: 20).")
    private int count = 20;

    public ForecastCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (all == (user != null)) {
            throw misuse("name one USER, or say --all");
        }
        if (count < 1 || count > 10_000) {
            throw misuse("-k is " + count + ": 1 to 10000 are allowed");
        }
        try (Run run = options.open(console)) {
            Question question = question(run.configuration().recipe());
            PrepareCommand.prepare(run.upToDate());
            ForecastStep step = ForecastStep.of(run, question, asOf);
            if (user == null) {
                console.line("Forecasts: " + step.forecastAll(format, file));
            } else {
                step.forecastOne(user);
            }
        }
        return ExitCode.OK.code();
    }

    private Question question(Recipe recipe) {
        int trained = recipe.target().horizonDays();
        Question standard = ForecastStep.standard(recipe, count);
        try {
            int days = horizon == null ? trained : BacktestOptions.days("--horizon", horizon);
            if (days > trained) {
                throw misuse("--horizon is " + days + ": 1 to " + trained
                        + " are allowed, as the recipe's target.horizon-days is " + trained);
            }
            return new Question(
                    behaviour == null ? standard.behaviour() : Behaviour.of(behaviour),
                    horizon == null ? standard.horizons() : List.of(days),
                    Facet.of(facet),
                    count);
        } catch (IllegalArgumentException unknown) {
            throw misuse(String.valueOf(unknown.getMessage()));
        }
    }

    private CommandLine.ParameterException misuse(String message) {
        return new CommandLine.ParameterException(new CommandLine(this), message);
    }
}
