package dev.tidecast.app.live;

/** The stored bytes are not those that were written. */
final class DamagedEventException extends RuntimeException {
    DamagedEventException(String message) {
        super(message);
    }
}
