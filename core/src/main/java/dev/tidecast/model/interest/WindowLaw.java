package dev.tidecast.model.interest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tidecast.model.CountLaw;
import dev.tidecast.sequence.History;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how much a user will do each behaviour: from the user's activity to the {@link CountLaw} of the days
 * after, by the mean of several networks and the maps that calibrate it. Immutable.
 *
 * @param shape behaviours and bins
 * @param horizonDays H, the end of the last bin
 * @param mean of the features, double[F]
 * @param deviation of the features, double[F]
 * @param members the networks that are averaged
 * @param maps of calibration
 * @param baskets distinct items of an active day
 * @param calibration how it was calibrated, in words
 * @param spend what a window with a purchase is worth; null where the log has no prices
 */
@SuppressWarnings("ArrayRecordComponent") // fitted once, read only
public record WindowLaw(
        LawShape shape,
        int horizonDays,
        double[] mean,
        double[] deviation,
        List<LawNetwork> members,
        LawMaps maps,
        BasketSizes baskets,
        String calibration,
        @Nullable SpendLaw spend) {
    private static final double LIMIT = 5;

    public WindowLaw {
        members = List.copyOf(members);
        if (members.isEmpty() || mean.length != deviation.length) {
            throw new IllegalArgumentException("a law of " + members.size() + " networks, " + mean.length
                    + " means and " + deviation.length + " deviations: at least one network and as many of both");
        }
    }

    /** The law of one user's counts as of the history's instant. */
    public CountLaw of(History history) {
        ActivityFeatures kinds = ActivityFeatures.of(shape.behaviours(), horizonDays, mean.length);
        return shape.law(maps.of(values(standardised(kinds.of(history)))), baskets.of(history, shape.behaviours()));
    }

    WindowLaw with(@Nullable SpendLaw other) {
        return new WindowLaw(shape, horizonDays, mean, deviation, members, maps, baskets, calibration, other);
    }

    WindowLaw with(LawMaps other) {
        return new WindowLaw(shape, horizonDays, mean, deviation, members, other, baskets, calibration, spend);
    }

    /** The same as the networks give it, before calibration. */
    @JsonIgnore
    public WindowLaw uncalibrated() {
        return with(LawMaps.none(shape));
    }

    /** Values of the law, double[O], before the maps. */
    double[] values(double[] x) {
        double[] sum = new double[shape.size()];
        for (LawNetwork member : members) {
            double[] values = member.values(x);
            Arrays.setAll(sum, o -> sum[o] + values[o] / members.size());
        }
        return sum;
    }

    double[] standardised(double[] features) {
        return standardised(features, mean, deviation);
    }

    /** 1, then the standardised features, clipped: double[F + 1]. */
    static double[] standardised(double[] features, double[] mean, double[] deviation) {
        double[] x = new double[features.length + 1];
        x[0] = 1;
        for (int f = 0; f < features.length; f++) {
            x[f + 1] = Math.clamp((features[f] - mean[f]) / deviation[f], -LIMIT, LIMIT);
        }
        return x;
    }
}
