package dev.tidecast.event;

/** What a shop handed over can't be used; the message says what, where, what is allowed and what to do. */
public class BadInputException extends RuntimeException {
    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
