package dev.tidecast.model.interest;

import java.util.Arrays;
import java.util.List;

/**
 * Calibration: each value of a law (logit pi, log k, logit rho, log Lambda) goes through a map shift + slope x value of
 * its own, with one slope for the bins of a behaviour.
 *
 * @param shift double[O]
 * @param slope double[O]
 */
@SuppressWarnings("ArrayRecordComponent") // fitted once, read only then
record LawMaps(double[] shift, double[] slope) {
    private static final int STEPS = 100;
    private static final double RATE = .06;
    private static final double LEAST_SLOPE = .2;

    /** Maps that change nothing. */
    static LawMaps none(LawShape shape) {
        double[] slope = new double[shape.size()];
        Arrays.fill(slope, 1);
        return new LawMaps(new double[shape.size()], slope);
    }

    double[] of(double[] values) {
        double[] mapped = new double[values.length];
        Arrays.setAll(mapped, o -> shift[o] + slope[o] * values[o]);
        return mapped;
    }

    /**
     * The maps under which examples are likeliest, held towards no change by as much as {@code trust} examples.
     *
     * @param values of the examples, double[n][O]
     * @param slopes whether slopes move too, or shifts alone
     */
    static LawMaps fit(LawShape shape, double[][] values, LawExamples examples, double trust, boolean slopes) {
        int size = shape.size();
        double[] centre = centre(values, size);
        double[][] weights = new double[size][2]; // change at the centre, change of the slope
        AdamRows adam = new AdamRows(weights, 0);
        LawLikelihood likelihood = new LawLikelihood(shape);
        for (int step = 1; step <= STEPS && values.length > 0; step++) {
            double[][] gradient = adam.gradient();
            for (int e = 0; e < values.length; e++) {
                likelihood.of(
                        mapped(values[e], centre, weights), examples.counts().get(e));
                for (int o = 0; o < size; o++) {
                    gradient[o][0] += likelihood.slopes()[o];
                    gradient[o][1] += slopes ? likelihood.slopes()[o] * (values[e][o] - centre[o]) : 0;
                }
            }
            shareSlopes(shape, gradient);
            for (int o = 0; o < size; o++) {
                gradient[o][0] -= trust * weights[o][0];
                gradient[o][1] -= 4 * trust * weights[o][1];
            }
            adam.step(RATE * (1 - .9 * step / STEPS), values.length);
        }
        double[] shift = new double[size];
        double[] slope = new double[size];
        for (int o = 0; o < size; o++) {
            slope[o] = Math.max(LEAST_SLOPE, 1 + weights[o][1]);
            shift[o] = weights[o][0] + centre[o] * (1 - slope[o]);
        }
        return new LawMaps(shift, slope);
    }

    /** The same slopes about the mean of {@code values}, which then stays where it was. */
    LawMaps levelled(double[][] values) {
        double[] centre = centre(values, slope.length);
        double[] level = new double[slope.length];
        Arrays.setAll(level, o -> centre[o] * (1 - slope[o]));
        return new LawMaps(level, slope);
    }

    /** These maps with more added to their shifts. */
    LawMaps shifted(double[] more, double factor) {
        double[] sum = new double[shift.length];
        Arrays.setAll(sum, o -> shift[o] + factor * more[o]);
        return new LawMaps(sum, slope);
    }

    double[][] of(double[][] values) {
        return Arrays.stream(values).map(this::of).toArray(double[][]::new);
    }

    private static double[] centre(double[][] values, int size) {
        double[] centre = new double[size];
        for (double[] each : values) {
            Arrays.setAll(centre, o -> centre[o] + each[o] / values.length);
        }
        return centre;
    }

    private static double[] mapped(double[] values, double[] centre, double[][] weights) {
        double[] mapped = new double[values.length];
        Arrays.setAll(mapped, o -> values[o] + weights[o][0] + weights[o][1] * (values[o] - centre[o]));
        return mapped;
    }

    /** The bins of a behaviour move with one slope. */
    private static void shareSlopes(LawShape shape, double[][] gradient) {
        List<Integer> bins = shape.bins();
        for (int b = 0; b < shape.behaviours().size(); b++) {
            double sum = 0;
            for (int j = 0; j < bins.size(); j++) {
                sum += gradient[shape.rate(b, j)][1];
            }
            for (int j = 0; j < bins.size(); j++) {
                gradient[shape.rate(b, j)][1] = sum;
            }
        }
    }
}
