package dev.tidecast.evaluate;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A log must tell of the behaviour that models are judged on. */
final class TargetCheck {
    private TargetCheck() {}

    /**
     * Passes over the log once.
     *
     * @throws IllegalArgumentException if it never tells {@code wanted}; the message says what it tells
     */
    static void require(Dataset whole, Behaviour wanted) {
        Map<Behaviour, Integer> told = new EnumMap<>(Behaviour.class);
        for (int user = 0; user < whole.userCount(); user++) {
            History history = whole.history(user);
            for (int p = 0; p < history.size(); p++) {
                told.merge(history.behaviour(p), 1, Integer::sum);
            }
        }
        if (!told.containsKey(wanted)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the log %s tells no %s, which the recipe is about; it tells %s. Name one of these as the recipe's"
                            + " target.behaviour (of a bundled recipe, change a copy beside the configuration)",
                    whole.name(),
                    wanted.word(),
                    told.entrySet().stream()
                            .map(each -> String.format(
                                    Locale.ROOT, "%s (%,d)", each.getKey().word(), each.getValue()))
                            .collect(Collectors.joining(", "))));
        }
    }
}
