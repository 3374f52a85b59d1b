package dev.tidecast.app.registry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of the promoted model.
 *
 * @param number 1, 2, ...
 * @param action how it came about
 * @param id of the version promoted from now on
 * @param model its name
 * @param previous id of the one before, null for the first
 * @param time ISO instant
 * @param who the account that asked for it
 * @param reason of an override, null where nothing spoke against it
 * @param overridden what spoke against it
 */
public record Promotion(
        int number,
        Action action,
        String id,
        String model,
        @Nullable String previous,
        String time,
        String who,
        @Nullable String reason,
        List<String> overridden) {
    /** How the promoted model changes. */
    public enum Action {
        PROMOTE,
        ROLLBACK
    }

    public Promotion {
        overridden = List.copyOf(overridden);
        if (number < 1) {
            throw new IllegalArgumentException("promotion " + number + ": they are counted from 1");
        }
    }

    /** The ids that a rollback goes through, the promoted one last: a promotion adds its own, a rollback takes one off. */
    public static List<String> standing(List<Promotion> history) {
        List<String> standing = new ArrayList<>();
        for (Promotion each : history) {
            switch (each.action) {
                case PROMOTE -> standing.add(each.id);
                case ROLLBACK -> standing.removeLast();
            }
        }
        return standing;
    }
}
