package dev.tidecast.neural;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Sets a random share of values to 0 in training and scales the rest up (Srivastava et al., 2014); drawn in Java, so that
 * it depends on the seed alone and not on which thread ran first.
 */
public final class Dropout {
    private static final int BITS = 16;

    private final double share;
    private final SplittableRandom random;
    private final boolean training;

    /** Drops {@code share} (0 up to, but not, 1) of the values, as drawn from {@code seed}. */
    public Dropout(double share, long seed) {
        this(share, seed, true);
    }

    private Dropout(double share, long seed, boolean training) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("dropout is " + share + ", allowed is 0 up to, but not, 1");
        }
        this.share = share;
        this.random = new SplittableRandom(seed);
        this.training = training;
    }

    /** Drops nothing: for validation and inference. */
    public static Dropout none() {
        return new Dropout(0, 0, false);
    }

    /** Returns {@code x} with values dropped: the same shape; x itself where the share is 0. */
    public Tensor apply(Tensor x) {
        if (share == 0) {
            return x;
        }
        return x.mul(mask(x));
    }

    /** Whether something is to be left out as a whole this time, which happens {@code often} (0 to 1); never by {@link #none}. */
    boolean leavesOut(double often) {
        return training && random.nextDouble() < often;
    }

    private Tensor mask(Tensor x) {
        int dropped = (int) Math.round(share * (1 << BITS));
        float scale = (float) (1.0 / (1 - dropped / (double) (1 << BITS)));
        float[] mask = new float[Math.toIntExact(x.numel())];
        long bits = 0;
        for (int k = 0; k < mask.length; k++) {
            // Four draws of 16 bits from each number.
            bits = k % 4 == 0 ? random.nextLong() : bits >>> BITS;
            mask[k] = (bits & 0xFFFF) < dropped ? 0 : scale;
        }
        Tensor tensor = torch.empty(x.shape());
        try (PointerScope scope = new PointerScope()) {
            tensor.data_ptr_float().put(mask);
        }
        return Placement.beside(x, tensor);
    }
}
