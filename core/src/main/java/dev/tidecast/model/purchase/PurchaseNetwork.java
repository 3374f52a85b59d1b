package dev.tidecast.model.purchase;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.UnrankedScorer;
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
 * The model {@code purchase-network}, the article's program: P(target behaviour in the window) = sigmoid(w . h + b), h the
 * trunk's state after the last of T days of {@link DailyCounts}. Immutable.
 */
public final class PurchaseNetwork implements Model {
    public static final String NAME = "purchase-network";

    /** Names of the tensors, shared with the trainer: w [1 x H], b [1] and the trunk's. */
    public static final String WEIGHT = "head.weight";

    public static final String BIAS = "head.bias";
    public static final String TRUNK = "trunk";
    private static final String FILE = "purchase.safetensors";
    private static final FloatKernels KERNELS = FloatKernels.fastest();

    private final TrunkShape shape;
    private final DailyCounts reading;
    private final Map<String, StoredTensor> weights;
    private final TrunkInference trunk;
    private final float[] head; // w [H]
    private final float bias;

    /** From weights by name, for histories read by {@code reading}. */
    public PurchaseNetwork(TrunkShape shape, DailyCounts reading, Map<String, StoredTensor> weights) {
        if (shape.inputs() != reading.width()) {
            throw new IllegalArgumentException("a trunk of " + shape.inputs() + " inputs for days of " + reading.width()
                    + " values: they must be as many");
        }
        this.shape = shape;
        this.reading = reading;
        this.weights = new TreeMap<>(weights);
        this.trunk = TrunkInference.of(shape, TRUNK, weights, KERNELS);
        SafeTensors tensors = new SafeTensors(weights, Map.of());
        this.head = tensors.tensor(WEIGHT).floats();
        this.bias = tensors.tensor(BIAS).floats()[0];
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The days that it reads. */
    public DailyCounts reading() {
        return reading;
    }

    /** The probabilities of histories, double[N]; an empty history has that of days without events. */
    public double[] probabilities(List<History> histories) {
        List<TimedSteps> days = histories.stream()
                .map(history -> TimedSteps.untimed(reading.of(history)))
                .toList();
        return Arrays.stream(trunk.encode(days))
                .mapToDouble(state -> 1 / (1 + Math.exp(-bias - KERNELS.dot(head, 0, state, 0, head.length))))
                .toArray();
    }

    @Override
    public Scorer scorer(Dataset visible) {
        UnrankedScorer teller = history -> probabilities(List.of(history))[0];
        return teller;
    }

    @Override
    public void save(Path folder) throws IOException {
        String words = String.join(
                ",", reading.behaviours().stream().map(Behaviour::word).toList());
        Map<String, String> facts =
                Map.of("trunk", shape.json(), "behaviours", words, "days", Integer.toString(reading.days()));
        new SafeTensors(weights, facts).write(folder.resolve(FILE));
    }

    /** Reads what {@link #save} wrote. */
    public static PurchaseNetwork load(Path folder) throws IOException {
        SafeTensors stored = SafeTensors.read(folder.resolve(FILE));
        List<Behaviour> behaviours = Arrays.stream(stored.text("behaviours").split(","))
                .map(Behaviour::of)
                .toList();
        return new PurchaseNetwork(
                TrunkShape.parse(stored.text("trunk")),
                new DailyCounts(behaviours, Integer.parseInt(stored.text("days"))),
                stored.tensors());
    }
}
