package dev.tidecast.app.serve;

import dev.tidecast.forecast.Question;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about one user.
 *
 * @param count of interests wanted, 0 or more
 * @param wish which items may be among them; for other facets only {@link Wish#anything}
 * @param diversity 0 takes the likeliest; up to 1, the more the less alike in category and brand
 * @param asOf epoch seconds, null for now
 */
public record ForecastAsk(
        String user,
        Question question,
        int count,
        Wish wish,
        double diversity,
        @Nullable Long asOf) {
    public ForecastAsk {
        if (!(diversity >= 0 && diversity <= 1)) {
            throw new IllegalArgumentException("diversity is " + diversity + ": 0 to 1 is allowed");
        }
    }

    /** The same, for another time. */
    public ForecastAsk at(long instant) {
        return new ForecastAsk(user, question, count, wish, diversity, instant);
    }
}
