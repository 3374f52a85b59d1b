package dev.tidecast.app.command;

import dev.tidecast.app.store.Steps;
import dev.tidecast.app.store.Steps.Step;
import dev.tidecast.forecast.Forecaster;
import dev.tidecast.forecast.Question;
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
 * A question to a log as of an instant, with the model that may answer it: the promoted or else the trained one, or for
 * an earlier instant one of its own that was fitted to what was known then.
 */
final class ForecastStep {
    private final Run run;
    private final Question question;
    private final Dataset dataset;
    private final ServedModel model;

    private ForecastStep(Run run, Question question, Dataset dataset, ServedModel model) {
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
            ServedModel then = new ServedModel(
                    ModelShelf.chosen(run.configuration().recipe()),
                    TrainCommand.trainAsOf(run.upToDate(), instant),
                    "Model: as it would have been trained on what was known at " + Instant.ofEpochSecond(instant));
            return new ForecastStep(run, question, run.knownLog(instant), then);
        }
        Dataset known = instant == whole.asOf() ? whole : whole.asOf(instant);
        return new ForecastStep(run, question, known, ServedModel.of(run));
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
        run.console().line(model.said());
        String fitted = model.hash();
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
                .run(
                        step,
                        run.force(),
                        () -> new ForecastFile(run, model.load(), dataset, question).write(format, target));
        Summary.write(run);
        return target;
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
        run.console().line(model.said());
        Forecaster forecaster = new Forecaster(model.load(), dataset, question);
        new UserPage(dataset, forecaster.index(), run.console()).show(forecaster.of(number));
    }
}
