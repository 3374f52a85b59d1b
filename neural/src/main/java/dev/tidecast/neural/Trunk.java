package dev.tidecast.neural;

import dev.tidecast.model.inference.TrunkShape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A sequence encoder: step vectors [T x B x D] in, a state after each step [T x B x H] out, which depends on that step and
 * those before it alone. Its twin without libtorch is {@link dev.tidecast.model.inference.TrunkInference}.
 */
public sealed interface Trunk permits LstmTrunk, GruTrunk, RnnTrunk, TransformerTrunk, LigrTrunk, HstuTrunk {
    /**
     * Runs histories from the start; call within a {@code PointerScope}. Histories may be padded at the end: what stands
     * there never reaches the states before it.
     *
     * @param x steps [T x B x D]
     * @param times when each step happened, epoch seconds, [T x B] row-major; null without a clock
     * @param dropout {@link Dropout#none} but in training
     * @return the states after each step [T x B x H]
     */
    Tensor forward(Tensor x, long @Nullable [] times, Dropout dropout);

    /** The parameters of a trunk, whose names begin with {@code name}. */
    static List<ParameterShape> shapes(String name, TrunkShape shape) {
        return switch (shape.kind()) {
            case LSTM -> LstmTrunk.shapes(name, shape);
            case GRU -> GruTrunk.shapes(name, shape);
            case RNN -> RnnTrunk.shapes(name, shape);
            case TRANSFORMER -> TransformerTrunk.shapes(name, shape);
            case LIGR -> LigrTrunk.shapes(name, shape);
            case HSTU -> HstuTrunk.shapes(name, shape);
        };
    }

    /** The trunk on {@code parameters}, which hold {@link #shapes} among others. */
    static Trunk of(String name, TrunkShape shape, FlatParameters parameters) {
        return switch (shape.kind()) {
            case LSTM -> new LstmTrunk(name, shape, parameters);
            case GRU -> new GruTrunk(name, shape, parameters);
            case RNN -> new RnnTrunk(name, shape, parameters);
            case TRANSFORMER -> new TransformerTrunk(name, shape, parameters);
            case LIGR -> new LigrTrunk(name, shape, parameters);
            case HSTU -> new HstuTrunk(name, shape, parameters);
        };
    }
}
