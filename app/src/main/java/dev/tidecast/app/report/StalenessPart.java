package dev.tidecast.app.report;

import java.util.List;

/**
 * What is lost where models or states are old.
 *
 * @param metric that is lost
 * @param rows by model, what is old, and how old
 */
public record StalenessPart(String metric, List<Row> rows) {
    public StalenessPart {
        rows = List.copyOf(rows);
    }

    /**
     * A model with something old about it.
     *
     * @param old "model" or "state"
     * @param days how old
     * @param loss paired difference to the live one; below 0 is lost
     */
    public record Row(String model, boolean ours, String old, double days, Score score, Score loss) {
        /** {@code "1 hour"}, {@code "7 days"}; told to the charts too. */
        @com.fasterxml.jackson.annotation.JsonProperty
        public String age() {
            if (days < 1) {
                long hours = Math.round(24 * days);
                return hours == 0 ? "live" : hours + (hours == 1 ? " hour" : " hours");
            }
            return Math.round(days) + (Math.round(days) == 1 ? " day" : " days");
        }
    }
}
