package dev.tidecast.neural;

/** Training came to NaN or infinity; the message names the first bad tensor and what to change. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergedException(String message) {
        super(message);
    }
}
