package dev.tidecast.evaluate;

import java.util.Locale;

/** Where an interest goes from one window to the next: beyond a quarter up or down, or neither. */
enum Direction {
    RISING,
    STEADY,
    FADING;

    private static final double BAND = Math.log(1.25);
    private static final double HALF = .5;

    /** The direction from one amount to another, both above 0. */
    static Direction between(double before, double after) {
        double change = Math.log(after / before);
        return change > BAND ? RISING : change < -BAND ? FADING : STEADY;
    }

    /** The direction from one count to another, half an event added to each so that none is nothing. */
    static Direction ofCounts(int before, int after) {
        return between(before + HALF, after + HALF);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
