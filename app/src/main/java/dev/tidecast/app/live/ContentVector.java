package dev.tidecast.app.live;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What an item is like, in numbers that the shop makes in its own way, such as an embedding of its picture. Immutable. */
public final class ContentVector {
    /** The most numbers that one may have. */
    public static final int MOST = 2_048;

    private final float[] values;

    /** Of 1 to {@link #MOST} finite numbers, not all 0. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    ContentVector(float[] values) {
        if (values.length < 1 || values.length > MOST) {
            throw new IllegalArgumentException(
                    "a vector of " + values.length + " numbers: 1 to " + MOST + " are allowed");
        }
        boolean says = false;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a vector has a number that is too large");
            }
            says |= value != 0;
        }
        if (!says) {
            throw new IllegalArgumentException("a vector of zeros says nothing: leave it out");
        }
        this.values = values.clone();
    }

    /** How many numbers it has. */
    public int length() {
        return values.length;
    }

    /** Writes it into {@code row} from {@code at} on. */
    public void copyTo(float[] row, int at) {
        System.arraycopy(values, 0, row, at, values.length);
    }

    @JsonValue
    float[] values() {
        return values.clone();
    }
}
