package dev.tidecast.app.report;

import java.time.LocalDate;
import java.util.List;

/**
 * The log over time, week by week.
 *
 * @param cut first day of the judged window; {@link LocalDate#MAX} if nothing was judged
 */
public record ActivityPart(List<Week> weeks, LocalDate cut) {
    public ActivityPart {
        weeks = List.copyOf(weeks);
        if (weeks.isEmpty()) {
            throw new IllegalArgumentException("activity of no weeks: leave the part out instead");
        }
    }

    /** Whether the page marks a cut. */
    public boolean hasCut() {
        return !cut.equals(LocalDate.MAX);
    }

    /** A week from its Monday. {@code whole} is false where the log begins or ends within it. */
    public record Week(LocalDate monday, long interactions, long users, boolean whole) {}
}
