package dev.tidecast.app.intake;

/** The file holds no log of events; the message says what it looks like and what is needed. */
public final class NotALogException extends RuntimeException {
    public NotALogException(String message) {
        super(message);
    }
}
