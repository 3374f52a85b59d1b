package dev.tidecast.app.config;

import dev.tidecast.app.config.Node.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects all that is wrong with a configuration, so that one run shows it all; confined to one thread. */
final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    private record Problem(Place place, String text) {}

    void add(Place place, String text) {
        found.add(new Problem(place, text));
    }

    /** The value, or null and a problem at {@code place} where its making is refused. */
    <T> @Nullable T attempt(Place place, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException refused) {
            add(place, String.valueOf(refused.getMessage()));
            return null;
        }
    }

    boolean none() {
        return found.isEmpty();
    }

    /** @throws ConfigurationException with all problems, if there are any */
    void throwIfAny() {
        if (!found.isEmpty()) {
            List<String> lines = found.stream()
                    .sorted(java.util.Comparator.comparing(
                                    (Problem problem) -> problem.place().file())
                            .thenComparingInt(problem -> problem.place().line())
                            .thenComparingInt(problem -> problem.place().column()))
                    .map(problem -> problem.place() + ": " + problem.text())
                    .toList();
            throw new ConfigurationException(lines);
        }
    }
}
