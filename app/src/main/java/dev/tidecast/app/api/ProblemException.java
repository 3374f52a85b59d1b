package dev.tidecast.app.api;

import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(int status, String title, @Nullable String detail) {
        super(title + (detail == null ? "" : ": " + detail));
        this.problem = new Problem(status, title, detail);
    }

    public Problem problem() {
        return problem;
    }
}
