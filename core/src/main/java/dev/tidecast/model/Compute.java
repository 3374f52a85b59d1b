package dev.tidecast.model;

/**
 * How the steps of a training are computed.
 *
 * @param device by what
 * @param precision of their products
 */
public record Compute(Device device, Precision precision) {
    /** As the machine has it, in single floats. */
    public static Compute standard() {
        return in(Precision.SINGLE);
    }

    /** As the machine has it, in {@code precision}. */
    public static Compute in(Precision precision) {
        return new Compute(Device.AUTO, precision);
    }
}
