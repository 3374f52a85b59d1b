package dev.tidecast.model.interest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.model.Model;
import dev.tidecast.model.Popularity;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.counters.CounterRow;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.words.Tokeniser;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The interest network: z(i) = base(i) + r x repeat(i) for items of the user's own, base(i) + s x explore(h) . E_i + c for
 * all others, c such that these are as likely together as base says. With r = s = 0 it ranks exactly as weighted counters.
 * Immutable.
 *
 * @param counters base, the baseline that it starts from
 * @param repeatScale r, found on the selection window
 * @param exploreScale s, found on the selection window
 * @param temperature of the softmax over items, found on the selection window: scores are z / temperature
 * @param law whether and how much the user will do it at all
 * @param stages how training went
 */
public record InterestNetwork(
        WeightedCounters counters,
        RepeatTerm repeat,
        double repeatScale,
        ExploreTerm explore,
        double exploreScale,
        double temperature,
        WindowLaw law,
        List<StageRecord> stages)
        implements Model {
    public static final String NAME = "interest-network";
    private static final String WEIGHTS = "weights.safetensors";

    public InterestNetwork {
        stages = List.copyOf(stages);
        if (!(repeatScale >= 0) || !(exploreScale >= 0) || !(temperature > 0)) {
            throw new IllegalArgumentException("scales of stages are 0 or more and a temperature is above 0, got "
                    + repeatScale + ", " + exploreScale + " and " + temperature);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Scorer scorer(Dataset visible) {
        Popularity popularity = Popularity.of(visible, counters.target().behaviour());
        return new NetworkScorer(this, counters.rows(visible, popularity), explore.reading(visible.queries()));
    }

    @Override
    public InterestNetwork withNewItems(SparseRows relatives) {
        return new InterestNetwork(
                counters.withNewItems(relatives),
                repeat,
                repeatScale,
                explore.withNewItems(relatives),
                exploreScale,
                temperature,
                law,
                stages);
    }

    /** Writes z(i) for each candidate of the row, from the trunk's state where the trunk is used. */
    void logits(CounterRow row, float[] state, float[] scores) {
        counters.logits().write(row, scores);
        addRepeat(repeat, repeatScale, row, scores);
        if (exploreScale > 0) {
            addExplore(explore, exploreScale, state, row, scores);
        }
    }

    /** Adds scale x explore(h) . E_i to the scores of items outside the history, which stay as likely together. */
    public static void addExplore(ExploreTerm explore, double scale, float[] state, CounterRow row, float[] scores) {
        UnmetItems.reorder(row.ownItem(), scores, logits -> explore.addTo(state, (float) scale, logits));
    }

    /** Adds scale x repeat(i) to the scores of own items. */
    public static void addRepeat(RepeatTerm repeat, double scale, CounterRow row, float[] scores) {
        if (scale > 0) {
            addRepeat(repeat.of(row), scale, row, scores);
        }
    }

    /** Adds scale x terms, those of the row's own items in their order, to the scores of own items. */
    public static void addRepeat(float[] terms, double scale, CounterRow row, float[] scores) {
        for (int slot = 0; slot < terms.length; slot++) {
            scores[row.ownItem()[slot]] += (float) scale * terms[slot];
        }
    }

    @Override
    public void save(Path folder) throws IOException {
        counters.save(folder);
        Map<String, StoredTensor> tensors = new TreeMap<>(repeat.stored());
        explore.stored().forEach((name, tensor) -> tensors.put("explore." + name, tensor));
        Map<String, String> facts = new TreeMap<>(explore.inputs().facts());
        facts.putAll(Map.of(
                "repeat.scale", Double.toString(repeatScale),
                "explore.scale", Double.toString(exploreScale),
                "temperature", Double.toString(temperature),
                "explore.steps", Integer.toString(explore.mostSteps()),
                "explore.trunk", explore.shape().json(),
                "law", new ObjectMapper().writeValueAsString(law),
                "stages",
                        new ObjectMapper()
                                .writeValueAsString(stages.stream()
                                        .map(StageRecord::timeless)
                                        .toList())));
        new SafeTensors(tensors, facts).write(folder.resolve(WEIGHTS));
    }

    /**
     * Reads what {@link #save} wrote, or what {@link LawModel} saved for a log without items.
     *
     * @param tokeniser that cuts queries, where the network reads them
     */
    public static Model read(Path folder, Tokeniser tokeniser) throws IOException {
        return LawModel.isSavedIn(folder) ? LawModel.load(folder) : load(folder, tokeniser);
    }

    private static InterestNetwork load(Path folder, Tokeniser tokeniser) throws IOException {
        SafeTensors stored = SafeTensors.read(folder.resolve(WEIGHTS));
        Map<String, StoredTensor> trunk = new TreeMap<>();
        stored.tensors().forEach((name, tensor) -> {
            if (name.startsWith("explore.")) {
                trunk.put(name.substring("explore.".length()), tensor);
            }
        });
        return new InterestNetwork(
                WeightedCounters.load(folder),
                RepeatTerm.load(stored),
                Double.parseDouble(stored.text("repeat.scale")),
                new ExploreTerm(
                        TrunkShape.parse(stored.text("explore.trunk")),
                        trunk,
                        Integer.parseInt(stored.text("explore.steps")),
                        StepInputs.of(stored.metadata(), tokeniser)),
                Double.parseDouble(stored.text("explore.scale")),
                Double.parseDouble(stored.text("temperature")),
                new ObjectMapper().readValue(stored.text("law"), WindowLaw.class),
                new ObjectMapper().readValue(stored.text("stages"), new TypeReference<List<StageRecord>>() {}));
    }
}
