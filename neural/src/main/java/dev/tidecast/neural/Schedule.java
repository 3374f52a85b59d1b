package dev.tidecast.neural;

/**
 * The share of the learning rate at each point of training: a linear rise over the warm-up, then half a cosine down to
 * {@code last} (Loshchilov and Hutter 2017); without a warm-up and with {@code last} 1 it is always 1.
 *
 * @param warmUp epochs of rise, 0 for none
 * @param last the share at the end, above 0 to 1
 */
public record Schedule(double warmUp, double last) {
    public Schedule {
        if (!(warmUp >= 0) || !(last > 0 && last <= 1)) {
            throw new IllegalArgumentException("a schedule with a warm-up of " + warmUp + " epochs down to a share of "
                    + last + "; 0 or more epochs, and a share above 0 and up to 1");
        }
    }

    /** The whole learning rate all the time. */
    public static Schedule constant() {
        return new Schedule(0, 1);
    }

    /** The share after {@code done} of {@code epochs} epochs. */
    public double share(double done, int epochs) {
        if (done < warmUp) {
            return done / warmUp;
        }
        double rest = Math.clamp((done - warmUp) / Math.max(1e-9, epochs - warmUp), 0, 1);
        return last + (1 - last) * (1 + Math.cos(Math.PI * rest)) / 2;
    }
}
