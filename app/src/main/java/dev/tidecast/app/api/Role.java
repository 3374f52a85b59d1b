package dev.tidecast.app.api;

import java.util.Arrays;
import java.util.Locale;

/** What the holder of a key may do. */
public enum Role {
    /** Send events, from pages that anyone can read; nothing else. */
    PUBLIC_BEACON,
    /** Ask for forecasts and histories. */
    READ,
    /** Send events and change items, and all that READ may. */
    WRITE,
    /** Everything: models, keys, erasure. */
    ADMIN;

    /** The name in commands and files: {@code "public-beacon"}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether this role may do what {@code needed} may. */
    public boolean covers(Role needed) {
        return switch (this) {
            case PUBLIC_BEACON -> needed == PUBLIC_BEACON;
            case READ -> needed == READ;
            case WRITE -> needed != ADMIN;
            case ADMIN -> true;
        };
    }

    /** The role of that name. */
    public static Role of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role is called \"" + word + "\": use one of "
                        + Arrays.stream(values()).map(Role::word).toList()));
    }
}
