package dev.tidecast.app.serve;

import org.jspecify.annotations.Nullable;

/** The log or the model can't tell what is asked; the message says why. */
public final class UnanswerableException extends RuntimeException {
    UnanswerableException(@Nullable String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
