package dev.tidecast.model.content;

import dev.tidecast.model.inference.FloatKernels;
import java.util.BitSet;

/**
 * One kind of content of V items: a vector of D floats for each that has one, a row of zeros for the others.
 *
 * <p>The arrays are shared, not copied, as they are large: the maker gives them away and nobody writes them.
 *
 * @param name as recipes call it: {@code title}, {@code image}
 * @param width D
 * @param values float32 [V x D], row-major, finite
 * @param present [V], whether the item has this content
 */
@SuppressWarnings("ArrayRecordComponent") // shared for speed; documented above
public record Modality(String name, int width, float[] values, boolean[] present) {
    public Modality {
        if (width < 1 || values.length != (long) present.length * width) {
            throw new IllegalArgumentException("modality " + name + " of width " + width + " has " + values.length
                    + " values for " + present.length + " items: it must have width x items");
        }
        for (int at = 0; at < values.length; at++) {
            if (!Float.isFinite(values[at])) {
                throw new IllegalArgumentException("modality " + name + ": item " + at / width + " has the value "
                        + values[at] + "; leave such items out, they are then flagged as missing");
            }
            if (values[at] != 0 && !present[at / width]) {
                throw new IllegalArgumentException("modality " + name + ": item " + at / width
                        + " is flagged as missing and has a vector; give zeros there");
            }
        }
    }

    /** V. */
    public int items() {
        return present.length;
    }

    /** How many items have this content. */
    public int presentCount() {
        int count = 0;
        for (boolean each : present) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /** The items that have this content. */
    public BitSet presentItems() {
        BitSet items = new BitSet();
        for (int item = 0; item < present.length; item++) {
            items.set(item, present[item]);
        }
        return items;
    }

    /** The same with every row scaled to length 1, so that a product of two rows is their cosine; zeros stay. */
    public Modality normalised() {
        FloatKernels kernels = FloatKernels.fastest();
        float[] unit = new float[values.length];
        for (int item = 0; item < present.length; item++) {
            double length = Math.sqrt(kernels.dot(values, item * width, values, item * width, width));
            if (length > 0) {
                kernels.addScaled((float) (1 / length), values, item * width, unit, item * width, width);
            }
        }
        return new Modality(name, width, unit, present);
    }
}
