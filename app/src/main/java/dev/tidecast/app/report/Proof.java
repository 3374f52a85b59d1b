package dev.tidecast.app.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sceptic looks at beyond the leaderboard; a null part or an empty list was not measured.
 *
 * @param served which model is served, null where nothing is registered
 * @param whether who acts at all
 * @param slices of the leading measure
 * @param facets the leading measure of other facets, a column each
 * @param absent what the page does not show and how to get it, one sentence each
 */
public record Proof(
        @Nullable ServedPart served,
        List<WhetherPart> whether,
        List<NamedSlices> slices,
        @Nullable Leaderboard facets,
        @Nullable DirectionPart directions,
        @Nullable StalenessPart staleness,
        @Nullable DoctorPart doctor,
        List<String> absent) {
    public Proof {
        whether = List.copyOf(whether);
        slices = List.copyOf(slices);
        absent = List.copyOf(absent);
    }

    /** Nothing of it. */
    public static Proof none() {
        return new Proof(null, List.of(), List.of(), null, null, null, null, List.of());
    }
}
