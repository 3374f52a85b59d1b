package dev.tidecast.app.web;

import java.util.List;

/**
 * A user's history as a page tells it.
 *
 * @param days the latest first
 * @param weeks events a week, the latest last
 * @param more days that are not shown
 */
public record UserView(
        String user,
        boolean known,
        int events,
        int activeDays,
        int items,
        String first,
        String last,
        List<Day> days,
        int more,
        Curve weeks,
        int weekCount) {
    public UserView {
        days = List.copyOf(days);
    }

    /**
     * What happened on a day, in the order of time.
     *
     * @param more what is shown when it is asked for
     */
    public record Day(String day, List<Event> events, List<Event> more) {
        public Day {
            events = List.copyOf(events);
            more = List.copyOf(more);
        }
    }

    /**
     * One interaction.
     *
     * @param code the item's; empty for a query
     */
    public record Event(String time, String behaviour, String code, String label, String quantity) {}
}
