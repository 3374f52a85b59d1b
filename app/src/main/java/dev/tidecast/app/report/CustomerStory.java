package dev.tidecast.app.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One user: the history before the cut, the forecast made at it, and what followed.
 *
 * @param user the shop's name for the user
 * @param before one line on the whole history
 * @param past the latest days, newest first
 * @param forecast best first
 * @param followed distinct items of the window after the cut, hits first
 * @param more how many further items that window has
 */
public record CustomerStory(
        String user, String before, List<Day> past, List<Forecasted> forecast, List<Followed> followed, long more) {
    public CustomerStory {
        past = List.copyOf(past);
        forecast = List.copyOf(forecast);
        followed = List.copyOf(followed);
    }

    /** How many of the forecast items came. */
    public long hits() {
        return forecast.stream().filter(Forecasted::hit).count();
    }

    /** The strongest probability shown, for the scale of the bars; 0 if the model gives none. */
    public double top() {
        double top = 0;
        for (Forecasted each : forecast) {
            Double probability = each.probability();
            top = probability == null ? top : Math.max(top, probability);
        }
        return top;
    }

    /**
     * What a user did on one day.
     *
     * @param more how many further items that day has
     */
    public record Day(String day, List<String> items, long more) {
        public Day {
            items = List.copyOf(items);
        }
    }

    /**
     * One forecast item.
     *
     * @param probability within the window; null if the model ranks only
     * @param known whether the user had it before the cut
     * @param hit whether it came
     */
    public record Forecasted(String item, @Nullable Double probability, boolean known, boolean hit) {}

    /**
     * What came.
     *
     * @param forecast whether it is among the forecast items shown
     * @param known whether the user had it before the cut
     */
    public record Followed(String item, boolean forecast, boolean known) {}
}
