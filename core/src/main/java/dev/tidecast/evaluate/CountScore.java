package dev.tidecast.evaluate;

import dev.tidecast.evaluate.BacktestDetails.CountResult;
import dev.tidecast.model.CountLaw;

/**
 * How well laws of counts tell how much: whether counts lie within their intervals as often as the laws themselves say,
 * and whether as many come as are expected. Sums are kept in millionths, so that their order does not matter.
 */
final class CountScore {
    private static final double NOMINAL = .8; // from the tenth to the ninetieth hundredth, as forecasts show it
    private static final double UNIT = 1e6;

    private int cases;
    private long within;
    private long width;
    private long came;
    private long promised;
    private long expected;

    /** One user's law of the behaviour asked for, and the active days that came. */
    void add(CountLaw.Part law, int days, int count) {
        int low = law.quantile((1 - NOMINAL) / 2, days);
        int high = law.quantile((1 + NOMINAL) / 2, days);
        cases++;
        within += count >= low && count <= high ? 1 : 0;
        width += high - low;
        came += count;
        promised += Math.round(UNIT * law.between(low, high, days));
        expected += Math.round(UNIT * law.expected(days));
    }

    synchronized void add(CountScore other) {
        cases += other.cases;
        within += other.within;
        width += other.width;
        came += other.came;
        promised += other.promised;
        expected += other.expected;
    }

    int cases() {
        return cases;
    }

    CountResult result(String cut, String model) {
        double users = cases;
        return new CountResult(
                cut,
                model,
                cases,
                NOMINAL,
                promised / UNIT / users,
                within / users,
                width / users,
                expected / UNIT / users,
                came / users);
    }
}
