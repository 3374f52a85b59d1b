package dev.tidecast.model.interest;

import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.model.inference.TimedSteps;
import dev.tidecast.model.inference.TrunkInference;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The trunk's own opinion of every item: explore(h) . E_i (+ bias_i), h being the trunk's state after the closed steps.
 * A step enters as the mean embedding of its items plus a projection of its features. Immutable.
 */
public final class ExploreTerm {
    /** Names of the tensors, shared with the trainer. */
    public static final String ITEMS = "items";

    public static final String FEATURES = "step.features";
    public static final String SHIFT = "step.shift";
    public static final String EXPLORE = "explore";
    public static final String BIAS = "bias";
    /** What each known word of a query adds to its step, [W x d]. */
    public static final String WORDS = "query.words";

    public static final String TRUNK = "trunk";

    private static final FloatKernels KERNELS = FloatKernels.fastest();

    private final Map<String, StoredTensor> weights;
    private final StepInputs inputs;
    private final StepReading reading;
    private final float[] items; // E [V x d]
    private final float[] words; // [W x d] or empty
    private final float[] features; // [F x d]
    private final float[] shift; // [d]
    private final float[] explore; // [H x d]
    private final float[] bias; // [V] or empty
    private final int size; // d
    private final TrunkShape shape;
    private final TrunkInference trunk;

    /**
     * From the trunk's shape and weights by name, as the trainer stores them; histories are read to their last {@code
     * mostSteps} steps.
     */
    public ExploreTerm(TrunkShape shape, Map<String, StoredTensor> weights, int mostSteps) {
        this(shape, weights, mostSteps, StepInputs.none());
    }

    /** The same of a trunk that reads more of its steps; for queries call {@link #reading} before it is asked. */
    public ExploreTerm(TrunkShape shape, Map<String, StoredTensor> weights, int mostSteps, StepInputs inputs) {
        this.shape = shape;
        this.weights = new TreeMap<>(weights);
        this.inputs = inputs;
        SafeTensors named = new SafeTensors(weights, Map.of());
        this.items = named.tensor(ITEMS).floats();
        this.size = (int) named.tensor(ITEMS).shape()[1];
        this.features = named.tensor(FEATURES).floats();
        this.shift = named.tensor(SHIFT).floats();
        this.explore = named.tensor(EXPLORE).floats();
        this.bias = weights.containsKey(BIAS) ? named.tensor(BIAS).floats() : new float[0];
        this.words = inputs.queries() ? named.tensor(WORDS).floats() : new float[0];
        this.trunk = TrunkInference.of(shape, TRUNK, weights, KERNELS);
        this.reading = new StepReading(items.length / size, mostSteps, inputs.which(), query -> {
            throw new IllegalStateException("which log's queries are read is to be said before a state is asked");
        });
    }

    private ExploreTerm(ExploreTerm other, StepReading reading) {
        this.shape = other.shape;
        this.weights = other.weights;
        this.inputs = other.inputs;
        this.items = other.items;
        this.size = other.size;
        this.features = other.features;
        this.shift = other.shift;
        this.explore = other.explore;
        this.bias = other.bias;
        this.words = other.words;
        this.trunk = other.trunk;
        this.reading = reading;
    }

    /** The same for histories whose queries are numbered as here. */
    public ExploreTerm reading(Vocabulary queries) {
        return inputs.queries()
                ? new ExploreTerm(
                        this,
                        new StepReading(
                                reading.items(),
                                reading.most(),
                                reading.inputs(),
                                inputs.words().in(queries)))
                : this;
    }

    /**
     * The same with an embedding for each new item, the weighted sum of its relatives'; as it is where those are counted
     * from another number of items than it was fitted to.
     *
     * @param relatives weights [new x fitted]
     */
    public ExploreTerm withNewItems(SparseRows relatives) {
        int known = items.length / size;
        if (relatives.columns() != known || relatives.rows() == 0) {
            return this;
        }
        Map<String, StoredTensor> more = new TreeMap<>(weights);
        more.put(ITEMS, StoredTensor.of(longer(items, size, relatives), known + relatives.rows(), size));
        if (bias.length > 0) {
            more.put(BIAS, StoredTensor.of(longer(bias, 1, relatives), known + relatives.rows()));
        }
        return new ExploreTerm(shape, more, mostSteps(), inputs);
    }

    private static float[] longer(float[] rows, int width, SparseRows relatives) {
        float[] all = Arrays.copyOf(rows, rows.length + relatives.rows() * width);
        for (int row = 0; row < relatives.rows(); row++) {
            for (int e = relatives.from()[row]; e < relatives.from()[row + 1]; e++) {
                int from = relatives.column()[e] * width;
                KERNELS.addScaled(relatives.value()[e], rows, from, all, rows.length + row * width, width);
            }
        }
        return all;
    }

    /** The trunk's state [H] for a history; zeros if no step has closed. */
    public float[] state(History history) {
        return state(steps(history));
    }

    /** The same for what {@link #steps} gave. */
    float[] state(HistorySteps steps) {
        return trunk.encode(List.of(inputs(steps)))[0];
    }

    /** All of a history that the trunk reads. */
    HistorySteps steps(History history) {
        return HistorySteps.of(history, reading);
    }

    /** The trunk's states for many histories at once, float[histories][H]. */
    public float[][] states(List<History> histories) {
        return trunk.encode(
                histories.stream().map(this::steps).map(this::inputs).toList());
    }

    /** The same, and those of the histories as they were at an earlier {@code instant}: float[2][histories][H]. */
    float[][][] states(List<History> histories, long instant) {
        int count = histories.size();
        List<TimedSteps> read = new ArrayList<>(
                histories.stream().map(this::steps).map(this::inputs).toList());
        List<Integer> apart = new ArrayList<>();
        int[] passing = new int[count]; // the step after which a history's earlier state is passed
        for (int k = 0; k < count; k++) {
            passing[k] = HistorySteps.closed(histories.get(k), instant) - 1;
            if (!passes(histories.get(k))) {
                read.add(inputs(steps(histories.get(k).asOf(instant))));
                apart.add(k);
            }
        }
        float[][][] states = new float[2][count][hidden()];
        trunk.encode(read, (k, step, outputs, from) -> {
            System.arraycopy(outputs, from, k < count ? states[0][k] : states[1][apart.get(k - count)], 0, hidden());
            if (k < count && step == passing[k] && passes(histories.get(k))) {
                System.arraycopy(outputs, from, states[1][k], 0, hidden());
            }
        });
        return states;
    }

    /** Whether the steps of a history as it was earlier are the first of those that it has now. */
    private boolean passes(History history) {
        return shape.kind().recurrent()
                && !history.hasRevoked()
                && HistorySteps.closed(history, history.asOf()) <= mostSteps();
    }

    /** Step vectors [T x d] with their times. */
    private TimedSteps inputs(HistorySteps steps) {
        float[] x = new float[steps.count() * size];
        for (int step = 0; step < steps.count(); step++) {
            int at = step * size;
            System.arraycopy(shift, 0, x, at, size);
            for (int f = 0; f < reading.width(); f++) {
                float value = steps.features()[step * reading.width() + f];
                KERNELS.addScaled(value, features, f * size, x, at, size);
            }
            addMean(steps.items(), step, items, x);
            addMean(steps.words(), step, words, x);
        }
        return new TimedSteps(x, steps.times());
    }

    private void addMean(HistorySteps.Bags bags, int step, float[] rows, float[] x) {
        int n = bags.starts()[step + 1] - bags.starts()[step];
        for (int k = bags.starts()[step]; k < bags.starts()[step + 1]; k++) {
            KERNELS.addScaled(1f / n, rows, bags.numbers()[k] * size, x, step * size, size);
        }
    }

    /** Adds scale x (explore(h) . E_i + bias_i) to the score of every item that was known at the fit. */
    public void addTo(float[] state, float scale, float[] scores) {
        float[] direction = new float[size];
        for (int unit = 0; unit < state.length; unit++) {
            KERNELS.addScaled(state[unit], explore, unit * size, direction, 0, size);
        }
        int known = Math.min(scores.length, items.length / size);
        for (int i = 0; i < known; i++) {
            float value = KERNELS.dot(direction, 0, items, i * size, size);
            scores[i] += scale * (bias.length == 0 ? value : value + bias[i]);
        }
    }

    /** H, the width of a state. */
    public int hidden() {
        return trunk.hidden();
    }

    /** Kind and size of the trunk. */
    public TrunkShape shape() {
        return shape;
    }

    public int mostSteps() {
        return reading.most();
    }

    /** What it reads of steps beside what they always tell. */
    public StepInputs inputs() {
        return inputs;
    }

    /** The weights by name. */
    public Map<String, StoredTensor> stored() {
        return new TreeMap<>(weights);
    }
}
