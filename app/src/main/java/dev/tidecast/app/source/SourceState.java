package dev.tidecast.app.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a source does; written by its thread, read by any. */
public final class SourceState {
    private final String name;
    private long taken;
    private long refused;
    private @Nullable Instant last;
    private @Nullable String failure = "not read yet";

    SourceState(String name) {
        this.name = name;
    }

    synchronized void read(long more, long moreRefused, Instant now) {
        taken += more;
        refused += moreRefused;
        last = more + moreRefused > 0 ? now : last;
        failure = null;
    }

    synchronized void well() {
        failure = null;
    }

    synchronized void failed(String why) {
        failure = why;
    }

    /**
     * One look at a source.
     *
     * @param taken rows that became events since the start
     * @param refused rows that the row rules refused since the start
     * @param last when rows last came, in the shop's time; null if none have
     * @param failure why it is not read now; null if all is well
     */
    public record View(
            String name,
            long taken,
            long refused,
            @Nullable Instant last,
            @Nullable String failure) {}

    public synchronized View view() {
        return new View(name, taken, refused, last, failure);
    }
}
