package dev.tidecast.neural;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Which rows of one large parameter [V x d] a step has gradients for. All others are neither read nor changed by that step,
 * so that its cost doesn't grow with V.
 */
final class TouchedRows {
    private final Tensor gradient;
    private final boolean[] touched;
    private long[] rows = new long[1 << 10];
    private int count;

    /** Rows of {@code gradient} [V x d], which holds zeros. */
    TouchedRows(Tensor gradient) {
        this.gradient = gradient;
        this.touched = new boolean[Math.toIntExact(gradient.size(0))];
    }

    /** Adds {@code gradients} [n x d] to the gradients of the rows {@code of} [n]; a row may come more than once. */
    void add(long[] of, Tensor gradients) {
        try (PointerScope scope = new PointerScope()) {
            gradient.index_add_(0, AttentionStack.longs(of, of.length), gradients);
        }
        for (long row : of) {
            if (!touched[(int) row]) {
                touched[(int) row] = true;
                if (count == rows.length) {
                    rows = Arrays.copyOf(rows, 2 * count);
                }
                rows[count++] = row;
            }
        }
    }

    /** Adds the gradients that {@code other} has for the same parameter. */
    void addAll(TouchedRows other) {
        if (other.count > 0) {
            try (PointerScope scope = new PointerScope()) {
                add(other.rows(), other.gradient.index_select(0, other.index()));
            }
        }
    }

    /** Rows with a gradient, each once, in the order in which they came. */
    private long[] rows() {
        return Arrays.copyOf(rows, count);
    }

    /** The same as a tensor, in the caller's scope. */
    Tensor index() {
        return AttentionStack.longs(rows(), count);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Sets their gradients to 0 and forgets them. */
    void clear() {
        if (count == 0) {
            return;
        }
        try (PointerScope scope = new PointerScope()) {
            gradient.index_fill_(0, index(), new Scalar(0.0));
        }
        for (int k = 0; k < count; k++) {
            touched[(int) rows[k]] = false;
        }
        count = 0;
    }

    /** The sum of the squares of their gradients. */
    double squaredNorm() {
        if (count == 0) {
            return 0;
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor own = gradient.index_select(0, index()).view(-1); // [n d]
            return own.dot(own).item_double();
        }
    }

    /** Multiplies their gradients by {@code factor}. */
    void scale(double factor) {
        if (count > 0) {
            try (PointerScope scope = new PointerScope()) {
                Tensor index = index();
                gradient.index_copy_(0, index, gradient.index_select(0, index).mul_(new Scalar(factor)));
            }
        }
    }
}
