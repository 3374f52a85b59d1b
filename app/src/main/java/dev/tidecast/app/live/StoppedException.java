package dev.tidecast.app.live;

import org.jspecify.annotations.Nullable;

/** The store failed or is closed; nothing more is taken. */
public final class StoppedException extends RuntimeException {
    StoppedException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
