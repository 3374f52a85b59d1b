package dev.tidecast.model.next;

import dev.tidecast.model.Model;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.model.inference.TimedSteps;
import dev.tidecast.model.inference.TrunkInference;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores the item of the next event: z_i = P(trunk(E of the last items)) . E_i, with E shared between what is read and what
 * is scored (SASRec, Kang and McAuley 2018; GRU4Rec, Hidasi et al. 2016; HSTU, Zhai et al. 2024). P is a projection of
 * recurrent trunks, absent where the trunk is as wide as E. Immutable.
 */
public final class NextItem implements Model {
    /** Names of the tensors, shared with the trainer: E [V x d], P [H x d] and the trunk's. */
    public static final String ITEMS = "items";

    public static final String PROJECTION = "projection";
    public static final String TRUNK = "trunk";

    /** What the stored model's file is called. */
    public static final String WEIGHTS = "next-item.safetensors";

    private static final FloatKernels KERNELS = FloatKernels.fastest();

    private final String name;
    private final TrunkShape shape;
    private final Map<String, StoredTensor> weights;
    private final int steps;
    private final float[] items; // E [V x d]
    private final float[] projection; // P [H x d] or empty
    private final TrunkInference trunk;

    /** From weights by name; histories are read to their last {@code steps} items. */
    public NextItem(String name, TrunkShape shape, Map<String, StoredTensor> weights, int steps) {
        this.name = name;
        this.shape = shape;
        this.weights = new TreeMap<>(weights);
        this.steps = steps;
        this.items = new SafeTensors(weights, Map.of()).tensor(ITEMS).floats();
        StoredTensor projected = weights.get(PROJECTION);
        this.projection = projected == null ? new float[0] : projected.floats();
        this.trunk = TrunkInference.of(shape, TRUNK, weights, KERNELS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Scorer scorer(Dataset visible) {
        return Scorer.ofLogits((history, logits) -> write(direction(history, visible.hasClock()), logits));
    }

    /** The direction [d] in which the next item is looked for; zeros for an empty history. */
    float[] direction(History history, boolean clock) {
        int d = shape.inputs();
        ItemSequence read = ItemSequence.of(history, items.length / d).last(steps);
        float[] x = new float[read.length() * d]; // [T x d]
        for (int t = 0; t < read.length(); t++) {
            KERNELS.addScaled(inputScale(d), items, read.items()[t] * d, x, t * d, d);
        }
        TimedSteps timed = clock ? new TimedSteps(x, read.times()) : TimedSteps.untimed(x);
        float[] state = trunk.encode(List.of(timed))[0]; // [H]
        if (projection.length == 0) {
            return state;
        }
        float[] direction = new float[d];
        for (int unit = 0; unit < state.length; unit++) {
            KERNELS.addScaled(state[unit], projection, unit * d, direction, 0, d);
        }
        return direction;
    }

    /** Embeddings are small so that logits are; what the trunk reads is scaled up (Vaswani et al. 2017, section 3.4). */
    public static float inputScale(int d) {
        return (float) Math.sqrt(d);
    }

    private void write(float[] direction, float[] logits) {
        int d = shape.inputs();
        int known = Math.min(logits.length, items.length / d);
        float least = 0;
        for (int i = 0; i < known; i++) {
            logits[i] = KERNELS.dot(direction, 0, items, i * d, d);
            least = Math.min(least, logits[i]);
        }
        // Items that came after the fit have no embedding: they stand last.
        Arrays.fill(logits, known, logits.length, least - 1);
    }

    @Override
    public void save(Path folder) throws IOException {
        Map<String, String> facts = Map.of("name", name, "steps", Integer.toString(steps), "trunk", shape.json());
        new SafeTensors(weights, facts).write(folder.resolve(WEIGHTS));
    }

    /** Reads what {@link #save} wrote. */
    public static NextItem load(Path folder) throws IOException {
        SafeTensors stored = SafeTensors.read(folder.resolve(WEIGHTS));
        return new NextItem(
                stored.text("name"),
                TrunkShape.parse(stored.text("trunk")),
                stored.tensors(),
                Integer.parseInt(stored.text("steps")));
    }
}
