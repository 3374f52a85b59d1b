package dev.tidecast.model.inference;

import dev.tidecast.model.StoredTensor;
import java.util.List;
import java.util.Map;

/**
 * The door of this room: a trunk in Java alone, from the weights that {@code neural} trained. Immutable; shared between
 * threads.
 */
public sealed interface TrunkInference permits RecurrentInference, AttentionInference {
    /** Values of a step, D. */
    int inputs();

    /** Values of a state, H. */
    int hidden();

    /**
     * Runs all {@code histories} on the calling thread and shows the state after every step that the trunk reads: all of
     * a recurrent trunk, the last L of an attention trunk.
     */
    void encode(List<TimedSteps> histories, StepReader reader);

    /** Returns the states [H] after the last step of each history; zeros for an empty history. */
    default float[][] encode(List<TimedSteps> histories) {
        float[][] last = new float[histories.size()][hidden()];
        encode(
                histories,
                (history, step, outputs, from) -> System.arraycopy(outputs, from, last[history], 0, hidden()));
        return last;
    }

    /** Reads the state after each step of each history. */
    @FunctionalInterface
    interface StepReader {
        /** Takes the state outputs[from .. from + H) after step {@code step} of history {@code history}. */
        void read(int history, int step, float[] outputs, int from);
    }

    /**
     * The trunk of {@code shape} with the tensors of {@code weights} whose names begin with {@code name}.
     *
     * @throws IllegalArgumentException if a tensor is missing or of another size
     */
    static TrunkInference of(TrunkShape shape, String name, Map<String, StoredTensor> weights, FloatKernels kernels) {
        TrunkWeights own = new TrunkWeights(name, weights);
        return shape.kind().recurrent()
                ? RecurrentInference.of(shape, own, kernels)
                : AttentionInference.of(shape, own, kernels);
    }
}
