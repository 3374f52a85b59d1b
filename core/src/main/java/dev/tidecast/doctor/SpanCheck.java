package dev.tidecast.doctor;

import java.util.List;
import java.util.Locale;

/** Whether the log spans enough for the horizon asked; see {@link Sufficiency} for the basis. */
final class SpanCheck implements Check<Subject> {
    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock()) {
            return List.of(Finding.of(
                    "no-clock",
                    Severity.SERIOUS,
                    "The log has order but no clock: horizons, windows and cuts for all users can't be asked for.",
                    "Map a time column. Without one only next-item protocols (leave-one-out, session) can be judged."));
        }
        int days = log.target().horizonDays();
        double windows = log.spanDays() / days;
        if (windows >= Sufficiency.FULL_WINDOWS) {
            return List.of();
        }
        int shorter = (int) (log.spanDays() / Sufficiency.FULL_WINDOWS);
        boolean none = windows < Sufficiency.LEAST_WINDOWS;
        return List.of(Finding.of(
                        "short-span",
                        none ? Severity.SERIOUS : Severity.WARN,
                        String.format(
                                Locale.ROOT,
                                "The log spans %.1f days, %.1f windows of %d days: %s.",
                                log.spanDays(),
                                windows,
                                days,
                                none
                                        ? "too few for a history and a window to be judged"
                                        : "too few to fit, select and calibrate on windows of their own, so users are split"
                                                + " instead and season can't be told from change"),
                        shorter >= 1
                                ? "Ask for a horizon of up to " + shorter + " days, or load more of the past."
                                : "Load more of the past: even one day ahead needs five days.")
                .with("spanDays", log.spanDays())
                .with("windows", windows)
                .mendedBy(
                        shorter >= 1
                                ? "recipe: {name: short, target: {behaviour: "
                                        + log.target().behaviour().word() + ", horizon-days: " + shorter + "}}"
                                : "",
                        null));
    }
}
