package dev.tidecast.neural;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The terms that add up to the logits z[a][i] of A anchors over V items: frozen base + bias[i] + own sparse terms + h[a]
 * . E[i]. Any may be absent; those that are learned get gradients from {@link WindowSoftmax}.
 */
public final class WindowLogits {
    private final int items;
    private @Nullable BaseLogits base;
    private @Nullable Factors factors;
    private @Nullable Bias bias;
    private @Nullable OwnTerms own;

    /** Frozen logits, from stages that were trained before. */
    @FunctionalInterface
    public interface BaseLogits {
        /** Adds the logits of {@code anchor} to {@code logits} [V]; what lies beyond its candidates is ignored. */
        void addTo(int anchor, float[] logits);
    }

    /** h [A x d] and E [V x d] with its gradient. */
    record Factors(Tensor h, ItemRows items) {}

    /** Item bias [V] and where its gradient is added [V]. */
    record Bias(Tensor values, Tensor gradient) {}

    /** Terms of single items: anchor a adds values[k] to item items[k] for k in from[a] .. from[a + 1]. */
    record OwnTerms(int[] from, int[] items, float[] values) {}

    /** No terms yet, for {@code items} items, V. */
    public WindowLogits(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("logits over " + items + " items; at least 1");
        }
        this.items = items;
    }

    /** Adds frozen logits. */
    public WindowLogits base(BaseLogits frozen) {
        this.base = frozen;
        return this;
    }

    /** Adds h . E: {@code h} [A x d] (its gradient is returned), {@code e} [V x d] with {@code gradient} [V x d]. */
    public WindowLogits factors(Tensor h, Tensor e, Tensor gradient) {
        return factors(h, new ItemRows(e, gradient, null));
    }

    /** As above, E being read and changed by rows. */
    WindowLogits factors(Tensor h, ItemRows e) {
        long width = e.values().size(1);
        require("h", h, -1, width);
        require("E", e.values(), items, width);
        require("E's gradient", e.gradient(), items, width);
        this.factors = new Factors(h, e);
        return this;
    }

    private static void require(String name, Tensor tensor, long rows, long columns) {
        boolean shaped = tensor.dim() == 2 && tensor.size(1) == columns && (rows < 0 || tensor.size(0) == rows);
        if (!shaped || !tensor.is_contiguous()) {
            throw new IllegalArgumentException(name + " must be contiguous, [" + (rows < 0 ? "A" : rows) + " x "
                    + columns + "], but is " + Arrays.toString(tensor.shape()));
        }
    }

    /** Adds a bias of each item: {@code values} [V] with {@code gradient} [V]. */
    public WindowLogits bias(Tensor values, Tensor gradient) {
        if (values.numel() != items || gradient.numel() != items) {
            throw new IllegalArgumentException("item bias and its gradient have " + values.numel() + " and "
                    + gradient.numel() + " values for " + items + " items");
        }
        this.bias = new Bias(values, gradient);
        return this;
    }

    /**
     * Adds learned terms of single items, such as those of a user's own history; their gradient is returned.
     *
     * @param from [A + 1]: anchor a's terms are [from[a], from[a + 1])
     * @param ownItems the item of each term; an item occurs at most once an anchor
     * @param values the terms
     */
    public WindowLogits own(int[] from, int[] ownItems, float[] values) {
        if (ownItems.length != values.length || from[from.length - 1] != values.length) {
            throw new IllegalArgumentException(ownItems.length + " items with " + values.length
                    + " terms, and offsets that end at " + from[from.length - 1] + "; all three must agree");
        }
        this.own = new OwnTerms(from, ownItems, values);
        return this;
    }

    int items() {
        return items;
    }

    @Nullable
    BaseLogits base() {
        return base;
    }

    @Nullable
    Factors factors() {
        return factors;
    }

    @Nullable
    Bias bias() {
        return bias;
    }

    @Nullable
    OwnTerms own() {
        return own;
    }
}
