package dev.tidecast.sequence;

import dev.tidecast.event.Behaviour;
import java.util.concurrent.TimeUnit;

/**
 * What is asked of a model: who does {@code behaviour} with which items within {@code horizonDays} after an instant.
 *
 * @param horizonDays the window's length, H days: (asOf, asOf + H]
 */
public record Target(Behaviour behaviour, int horizonDays) {
    public Target {
        if (horizonDays < 1 || horizonDays > 3_650) {
            throw new IllegalArgumentException("horizon of " + horizonDays + " days: 1 to 3650 are allowed");
        }
    }

    /** The window's length in seconds. */
    public long seconds() {
        return TimeUnit.DAYS.toSeconds(horizonDays);
    }
}
