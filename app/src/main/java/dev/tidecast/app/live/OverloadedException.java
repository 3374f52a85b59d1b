package dev.tidecast.app.live;

/** Too much waits already; try again later. */
public final class OverloadedException extends RuntimeException {
    /** Says what there is too much of. */
    public OverloadedException(String what) {
        super(what + ": try again in a second");
    }
}
