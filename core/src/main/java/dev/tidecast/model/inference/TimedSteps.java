package dev.tidecast.model.inference;

/**
 * One history as a trunk reads it.
 *
 * @param x step vectors [T x D], row-major
 * @param times when each step happened, epoch seconds, ascending [T]; empty where the log has no clock
 */
@SuppressWarnings("ArrayRecordComponent") // made for one pass of the trunk
public record TimedSteps(float[] x, long[] times) {
    private static final long[] NO_CLOCK = {};

    /** Steps without times. */
    public static TimedSteps untimed(float[] x) {
        return new TimedSteps(x, NO_CLOCK);
    }

    /** T, the number of steps of {@code inputs} values each. */
    int steps(int inputs) {
        if (x.length % inputs != 0 || (times.length > 0 && times.length != x.length / inputs)) {
            throw new IllegalArgumentException("a history of " + x.length + " values and " + times.length
                    + " times: the trunk reads steps of " + inputs + " values, with one time each or none at all");
        }
        return x.length / inputs;
    }
}
