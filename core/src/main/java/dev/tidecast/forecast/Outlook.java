package dev.tidecast.forecast;

/**
 * Whether and how much within one horizon.
 *
 * @param days the horizon
 * @param probability of at least one event, 0 to 1
 * @param expected count of active days with it
 * @param low a tenth of the probability lies on smaller counts at most
 * @param high a tenth of the probability lies on larger counts at most: low to high is an interval of 80 %
 */
public record Outlook(int days, double probability, double expected, int low, int high) {
    public Outlook {
        if (!(probability >= 0 && probability <= 1) || !(expected >= 0) || low < 0 || high < low) {
            throw new IllegalArgumentException("an outlook of probability " + probability + ", count " + expected
                    + " in " + low + " to " + high + ": 0 to 1, 0 or more and an ascending interval are allowed");
        }
    }
}
