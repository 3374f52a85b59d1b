package dev.tidecast.app.live;

/** The body as a whole can't be read. */
public final class UnreadableBodyException extends RuntimeException {
    UnreadableBodyException(String message) {
        super(message);
    }
}
