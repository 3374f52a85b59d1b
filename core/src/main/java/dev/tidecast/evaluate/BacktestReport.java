package dev.tidecast.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Facet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found.
 *
 * @param cuts when, how long, how many users and candidates
 * @param results one for each model and measure, over all cuts together
 * @param details what explains them
 * @param figures every user's own
 */
public record BacktestReport(
        List<CutSummary> cuts, List<Result> results, BacktestDetails details, FigureTable figures) {
    private static final String RESULTS = "backtest.json";
    private static final String DETAILS = "backtest-details.json";
    private static final String FIGURES = "backtest-users.safetensors";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * A cut.
     *
     * @param cut ISO instant: {@code "2011-11-09T12:50:00Z"}
     * @param users judged
     * @param items candidates
     */
    public record CutSummary(String cut, int horizonDays, int users, int items) {}

    /**
     * A model's mean by a measure, its 95 % interval, and the paired difference to the best of the other baselines;
     * null where no user has a figure or there is no other baseline.
     *
     * @param facet "item", "category", "brand" or "price-band"; "user" where it is asked whether they act at all
     * @param metric as {@link Measure#word}; of users "purchase-auroc" and "churn-auroc"
     */
    public record Result(
            String model,
            String facet,
            String behaviour,
            String metric,
            @Nullable Double mean,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double differenceToBestBaseline,
            @Nullable Double differenceLow,
            @Nullable Double differenceHigh) {
        static Result of(
                String model, String facet, String behaviour, String metric, Estimate mean, Estimate difference) {
            return new Result(
                    model,
                    facet,
                    behaviour,
                    metric,
                    mean.mean(),
                    mean.low(),
                    mean.high(),
                    difference.mean(),
                    difference.low(),
                    difference.high());
        }
    }

    private record Results(List<CutSummary> cuts, List<Result> results) {}

    public BacktestReport {
        cuts = List.copyOf(cuts);
        results = List.copyOf(results);
    }

    /** This report with what was found of old models and states. */
    public BacktestReport with(List<BacktestDetails.StalenessResult> staleness) {
        return new BacktestReport(cuts, results, details.with(staleness), figures);
    }

    /** The result of a model by a measure of its ranking of items for the target's behaviour, if that model ran. */
    public Optional<Result> result(String model, Measure measure) {
        return itemResults(measure).stream()
                .filter(each -> each.model().equals(model))
                .findFirst();
    }

    /** All models' results by a measure of their ranking of items for the target's behaviour, which comes first. */
    public List<Result> itemResults(Measure measure) {
        List<Result> items = results.stream()
                .filter(each -> each.facet().equals(Facet.ITEM.word()))
                .toList();
        return items.stream()
                .filter(each -> each.behaviour().equals(items.getFirst().behaviour())
                        && each.metric().equals(measure.word()))
                .toList();
    }

    /** Cuts and results as JSON, the content of backtest.json. */
    public String json() throws IOException {
        return JSON.writeValueAsString(new Results(cuts, results));
    }

    /** Writes backtest.json, backtest-details.json and backtest-users.safetensors, each whole or not at all. */
    public void write(Path folder) throws IOException {
        figures.write(folder.resolve(FIGURES));
        Artefact.writeText(folder.resolve(DETAILS), JSON.writeValueAsString(details));
        Artefact.writeText(folder.resolve(RESULTS), json());
    }

    /** Reads what {@link #write} wrote. */
    public static BacktestReport read(Path folder) throws IOException {
        Results stored = JSON.readValue(folder.resolve(RESULTS).toFile(), Results.class);
        return new BacktestReport(
                stored.cuts,
                stored.results,
                JSON.readValue(folder.resolve(DETAILS).toFile(), BacktestDetails.class),
                FigureTable.read(folder.resolve(FIGURES)));
    }
}
