package dev.tidecast.model.counters;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.model.Model;
import dev.tidecast.model.Popularity;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The baseline that the network starts from: a softmax over own counts, co-occurrence and fresh popularity.
 *
 * @param target what it was fitted for
 */
public record WeightedCounters(Target target, CounterSettings settings, CounterLogits logits, Support coOccurrence)
        implements Model {
    public static final String NAME = "weighted-counters";
    private static final String FILE = "weighted-counters.safetensors";

    @Override
    public String name() {
        return NAME;
    }

    /** Rows as of the dataset's instant, for this model's logits or a network's further terms; for one thread. */
    public CounterRows rows(Dataset visible, Popularity popularity) {
        CounterRow.Trend trend =
                new Trends(settings, visible, popularity, target).at(visible.asOf(), visible.itemCount());
        return new CounterRows(settings, coOccurrence, trend);
    }

    @Override
    public WeightedCounters withNewItems(SparseRows relatives) {
        return new WeightedCounters(target, settings, logits, coOccurrence.withNewItems(relatives));
    }

    @Override
    public Scorer scorer(Dataset visible) {
        CounterRows rows = rows(visible, Popularity.of(visible, target.behaviour()));
        return Scorer.ofLogits((history, scores) -> logits.write(rows.row(history, new int[0]), scores));
    }

    @Override
    public void save(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        SparseRows pairs = coOccurrence.weights();
        new SafeTensors(
                        Map.of(
                                "logit.weights",
                                StoredTensor.of(logits.weights(), logits.weights().length),
                                "co_occurrence.starts",
                                StoredTensor.of(pairs.from(), pairs.from().length),
                                "co_occurrence.items",
                                StoredTensor.of(pairs.column(), pairs.column().length),
                                "co_occurrence.weights",
                                StoredTensor.of(pairs.value(), pairs.value().length)),
                        Map.of(
                                "settings",
                                json.writeValueAsString(settings),
                                "target",
                                json.writeValueAsString(target)))
                .write(folder.resolve(FILE));
    }

    /** Whether the folder holds what {@link #save} wrote. */
    public static boolean isSavedIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** Reads what {@link #save} wrote. */
    public static WeightedCounters load(Path folder) throws IOException {
        SafeTensors stored = SafeTensors.read(folder.resolve(FILE));
        ObjectMapper json = new ObjectMapper();
        CounterSettings settings = json.readValue(stored.text("settings"), CounterSettings.class);
        double[] weights = stored.tensor("logit.weights").doubles();
        int asked = Trends.dense(settings) + CounterRows.features(settings);
        if (weights.length != asked) {
            throw new IOException(folder.resolve(FILE) + " holds " + weights.length
                    + " weights of counting, its settings ask for " + asked + ": train it again");
        }
        int[] starts = stored.tensor("co_occurrence.starts").ints();
        SparseRows pairs = new SparseRows(
                starts.length - 1,
                starts,
                stored.tensor("co_occurrence.items").ints(),
                stored.tensor("co_occurrence.weights").floats());
        return new WeightedCounters(
                json.readValue(stored.text("target"), Target.class),
                settings,
                new CounterLogits(weights),
                new Support(pairs, settings.historyHalfLife()));
    }
}
