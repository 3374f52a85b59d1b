package dev.tidecast.trees;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.Popularity;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.activity.CandidateFeatures;
import dev.tidecast.model.activity.ItemTrends;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The model {@code boosted-ranker}: scores the candidates of a user by the probability that trees give them; all other
 * items lie below every candidate, in the order of their active days in the last 30 days.
 */
public final class BoostedRanker implements Model {
    public static final String NAME = "boosted-ranker";
    private static final String SETTINGS = "boosted-ranker.json";
    private static final String BOOSTER = "ranker.booster.json";
    private static final String CO_OCCURRENCE = "co-occurrence.safetensors";

    private final Asked asked;
    private final SparseRows coOccurrence;
    private final byte[] json;
    private final TreeEnsemble trees;

    /** What was asked of a fit, as it is stored. */
    record Asked(Target target, List<Behaviour> behaviours, int popular, int supported) {
        Asked {
            behaviours = List.copyOf(behaviours);
        }
    }

    private BoostedRanker(Asked asked, SparseRows coOccurrence, byte[] json) throws IOException {
        this.asked = asked;
        this.coOccurrence = coOccurrence;
        this.json = json;
        this.trees = TreeEnsemble.read(json);
    }

    static BoostedRanker of(Asked asked, SparseRows coOccurrence, byte[] json) throws IOException {
        return new BoostedRanker(asked, coOccurrence, json);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** How often the trees ask for each column, by name. */
    public Map<String, Integer> splits() {
        List<String> names = CandidateFeatures.names(asked.behaviours());
        int[] counts = trees.splits(names.size());
        Map<String, Integer> splits = new java.util.LinkedHashMap<>();
        for (int column = 0; column < counts.length; column++) {
            splits.put(names.get(column), counts[column]);
        }
        return splits;
    }

    @Override
    public Scorer scorer(Dataset visible) {
        Target target = asked.target();
        ItemTrends trends = new ItemTrends(visible, target, Popularity.of(visible, target.behaviour()));
        CandidateFeatures candidates = new CandidateFeatures(
                visible, target, asked.behaviours(), coOccurrence, trends, asked.popular(), asked.supported());
        float[] rest = new float[visible.itemCount()];
        for (int item = 0; item < rest.length; item++) {
            rest[item] = 1e-9f * trends.month(item) / (1 + trends.month(item)); // below any candidate's 1e-8
        }
        return (History history, float[] scores) -> {
            System.arraycopy(rest, 0, scores, 0, rest.length);
            int count = candidates.read(history);
            for (int i = 0; i < count; i++) {
                float logit = trees.logit(candidates.rows(), i * candidates.columns());
                scores[candidates.item(i)] = (float) (1e-8 + 1 / (1 + Math.exp(-logit)));
            }
        };
    }

    @Override
    public void save(Path folder) throws IOException {
        byte[] settings = new ObjectMapper().writeValueAsBytes(asked);
        Artefact.writeFile(folder.resolve(SETTINGS), path -> Files.write(path, settings));
        Artefact.writeFile(folder.resolve(BOOSTER), path -> Files.write(path, json));
        new SafeTensors(coOccurrence.tensors(), Map.of("items", Integer.toString(coOccurrence.columns())))
                .write(folder.resolve(CO_OCCURRENCE));
    }

    /** Reads what {@link #save} wrote. */
    public static BoostedRanker load(Path folder) throws IOException {
        SafeTensors file = SafeTensors.read(folder.resolve(CO_OCCURRENCE));
        return new BoostedRanker(
                new ObjectMapper().readValue(Files.readAllBytes(folder.resolve(SETTINGS)), Asked.class),
                SparseRows.of(file, Integer.parseInt(file.text("items"))),
                Files.readAllBytes(folder.resolve(BOOSTER)));
    }
}
