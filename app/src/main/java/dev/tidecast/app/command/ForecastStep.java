package dev.tidecast.app.command;

import dev.tidecast.app.store.Steps;
import dev.tidecast.app.store.Steps.Step;
import dev.tidecast.forecast.Forecaster;
import dev.tidecast.forecast.Question;
import dev.tidecast.model.Model;
import dev.tidecast.model.Recipe;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A question to a log as of an instant, with the model that may answer it: the trained one, or for an earlier instant
 * one of its own that was fitted to what was known then.
 */
final class ForecastStep {
    private final Run run;
    private final Question question;
    private final Dataset dataset;
    private final Path model;

    private ForecastStep(Run run, Question question, Dataset dataset, Path model) {
        this.run = run;
        this.question = question;
        this.dataset = dataset;
        this.model = model;
    }

    /** What is asked where no option says otherwise: the recipe's target on items, at its horizons. */
    static Question standard(Recipe recipe, int count) {
        int most = recipe.target().horizonDays();
        List<Integer> horizons = new ArrayList<>(recipe.horizons());
        horizons.removeIf(days -> days > most);
        horizons.add(most);
        return new Question(recipe.target().behaviour(), horizons, dev.tidecast.sequence.Facet.ITEM, count);
    }

    /** Brings the model that is needed up to date; the dataset must be. */
    static ForecastStep of(Run run, Question question, @Nullable String asOf) throws IOException {
        Dataset whole = run.knownLog();
        long instant = asOf == null ? whole.asOf() : instant(asOf, whole.zone());
        if (instant < whole.asOf()) {
            if (instant <= whole.firstTime()) {
                throw new IllegalArgumentException("--as-of " + asOf + " lies before the log, which begins at "
                        + Instant.ofEpochSecond(whole.firstTime()) + ": name a later instant");
            }
            Path model = TrainCommand.trainAsOf(run.upToDate(), instant);
            return new ForecastStep(run, question, run.knownLog(instant), model);
        }
        TrainCommand.train(run.upToDate());
        Dataset known = instant == whole.asOf() ? whole : whole.asOf(instant);
        return new ForecastStep(run, question, known, run.folder().model());
    }

    private static long instant(String text, ZoneId zone) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text).getEpochSecond()
                    : text.length() > 10
                            ? LocalDateTime.parse(text).atZone(zone).toEpochSecond()
                            : LocalDate.parse(text).atStartOfDay(zone).toEpochSecond();
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("--as-of is \"" + text + "\": a day such as 2011-10-01, a time of the"
                    + " shop's zone such as 2011-10-01T12:00:00 or one of UTC such as 2011-10-01T12:00:00Z is"
                    + " allowed");
        }
    }

    /** The file with the forecasts of all users, brought up to date. */
    Path forecastAll(ForecastFile.Format format, @Nullable Path file) throws IOException {
        String name = "forecasts." + format.name().toLowerCase(Locale.ROOT);
        Path target = file == null
                ? run.folder().root().resolve(name)
                : file.toAbsolutePath().normalize();
        String data = Steps.hash(run.folder().dataset());
        String fitted = Steps.hash(model);
        Step step = new Step(
                format == ForecastFile.Format.PARQUET
                        ? "forecast"
                        : "forecast-" + format.name().toLowerCase(Locale.ROOT),
                List.of(
                        data,
                        fitted,
                        target.toString(),
                        question.toString(),
                        Long.toString(dataset.asOf()),
                        run.code()),
                List.of(target),
                run.provenance(data, "Java", fitted));
        run.steps()
                .run(step, run.force(), () -> new ForecastFile(run, loaded(), dataset, question).write(format, target));
        Summary.write(run);
        return target;
    }

    private Model loaded() throws IOException {
        return ModelShelf.load(ModelShelf.chosen(run.configuration().recipe()), model);
    }

    /** Shows one user's history and forecast. */
    void forecastOne(String user) throws IOException {
        int number = dataset.users().indexOf(user);
        if (number < 0 || number >= dataset.userCount()) {
            throw new IllegalArgumentException("no user \"" + user + "\" in the log " + dataset.name()
                    + " as of " + Instant.ofEpochSecond(dataset.asOf()) + ": it has " + dataset.userCount()
                    + " users, the first is \""
                    + (dataset.userCount() == 0 ? "" : dataset.users().get(0)) + "\"");
        }
        Forecaster forecaster = new Forecaster(loaded(), dataset, question);
        new UserPage(dataset, forecaster.index(), run.console()).show(forecaster.of(number));
    }
}
