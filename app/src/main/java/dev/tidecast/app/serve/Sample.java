package dev.tidecast.app.serve;

import dev.tidecast.app.serve.ShopWide.Target;
import java.util.List;

/**
 * What a sample of the users tells of all.
 *
 * @param asked how many were asked
 * @param of how many there are
 * @param expected sum of the probability over all users, estimated
 * @param within half the width of its 95 % interval
 */
public record Sample(int asked, int of, double expected, double within) {
    private static final double NORMAL_95 = 1.96;

    /** From those of the asked whose probability is above 0; users are many, so that the normal law holds. */
    static Sample of(List<Target> above, int asked, int users) {
        double sum = 0;
        double squares = 0;
        for (Target each : above) {
            sum += each.probability();
            squares += each.probability() * each.probability();
        }
        return new Sample(asked, users, sum / asked * users, within(sum, squares, asked, users));
    }

    /** Half the width of the 95 % interval of a sum over all users, from sum and sum of squares of the asked ones. */
    static double within(double sum, double squares, int asked, int users) {
        double variance = Math.max(0, squares - sum * sum / asked) / Math.max(1, asked - 1);
        double unseen = Math.max(0, 1 - (double) asked / users); // nothing is in doubt where all were asked
        return NORMAL_95 * users * Math.sqrt(unseen * variance / asked);
    }
}
