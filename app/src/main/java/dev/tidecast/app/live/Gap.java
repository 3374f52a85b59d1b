package dev.tidecast.app.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Users in the order of their names' bytes, some of whom were passed over as events could not be read.
 *
 * @param from the first who may be concerned
 * @param to the last, null for all who follow
 */
public record Gap(String from, @Nullable String to, Exception why) {
    /** Whether a user may be concerned; reading the user's own events tells whether that is so. */
    public boolean mayHold(String user) {
        return compare(from, user) <= 0 && (to == null || compare(user, to) <= 0);
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
