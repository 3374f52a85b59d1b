package dev.tidecast.app.live;

/** Too much waits already; try again later. */
public final class OverloadedException extends RuntimeException {
    OverloadedException(int most) {
        super(most + " deliveries wait to be stored: try again in a second");
    }
}
