package dev.tidecast.app.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest knows beyond its figures, stored as report-details.json for the page: plain values that JSON holds
 * as they are.
 *
 * @param learning the curve of each stage, empty if no network was trained
 * @param stages what each stage adds on the judged window; null if it was not measured
 * @param forecasts of some judged users, made at the last cut
 * @param reliability null if the model gives no probabilities
 * @param notes what a reader must know, one sentence each
 */
public record RunDetails(
        List<LearningStage> learning,
        @Nullable StageGains stages,
        List<UserForecast> forecasts,
        @Nullable Reliability reliability,
        List<String> notes) {
    private static final String FILE = "report-details.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public RunDetails {
        learning = List.copyOf(learning);
        forecasts = List.copyOf(forecasts);
        notes = List.copyOf(notes);
    }

    /**
     * Details of a network that keeps records of its stages.
     *
     * @param stages the records as JSON: a list of objects with stage, epochs (epoch, loss, ndcg), chosenEpochs, scale
     *     and ndcg, measured on the selection window
     * @throws IOException if it is something else
     */
    public static RunDetails of(String stages, List<UserForecast> forecasts) throws IOException {
        List<StoredStage> records = List.of(JSON.readValue(stages, StoredStage[].class));
        List<LearningStage> curves = records.stream()
                .map(StoredStage::curve)
                .filter(curve -> !curve.epochs().isEmpty())
                .toList();
        StageGains gains = records.isEmpty()
                ? null
                : new StageGains(
                        "ndcg@10",
                        "the selection window, which lies before the judged one and has no interval here",
                        records.stream().map(StoredStage::gain).toList());
        return new RunDetails(curves, gains, forecasts, null, List.of());
    }

    /** Writes report-details.json into a folder, whole or not at all. */
    public void write(Path folder) throws IOException {
        Artefact.writeText(folder.resolve(FILE), JSON.writeValueAsString(this));
    }

    /** Reads what {@link #write} wrote; {@link #none} if there is nothing. */
    public static RunDetails read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? JSON.readValue(file.toFile(), RunDetails.class) : none();
    }

    /** Nothing beyond the figures. */
    public static RunDetails none() {
        return new RunDetails(List.of(), null, List.of(), null, List.of());
    }

    /** One user's strongest items as of the cut, best first. */
    public record UserForecast(String user, List<Item> items) {
        public UserForecast {
            items = List.copyOf(items);
        }

        /**
         * One item.
         *
         * @param item the shop's code
         * @param probability within the window; null if the model ranks only
         */
        public record Item(String item, @Nullable Double probability) {}
    }
}
