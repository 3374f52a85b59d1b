package dev.tidecast.model.interest;

/** Adam on the rows of one matrix, upwards, with a penalty on all but the first weight of each row. */
final class AdamRows {
    private final double[][] weights;
    private final double[][] gradient;
    private final double[][] first;
    private final double[][] second;
    private final double ridge;
    private int steps;

    AdamRows(double[][] weights, double ridge) {
        this.weights = weights;
        this.ridge = ridge;
        this.gradient = zeros(weights);
        this.first = zeros(weights);
        this.second = zeros(weights);
    }

    private static double[][] zeros(double[][] like) {
        return java.util.Arrays.stream(like).map(row -> new double[row.length]).toArray(double[][]::new);
    }

    /** Where a batch adds up its gradient. */
    double[][] gradient() {
        return gradient;
    }

    /** Makes one step along the mean gradient of {@code examples} and forgets it. */
    void step(double rate, int examples) {
        steps++;
        double one = 1 - Math.pow(.9, steps);
        double two = 1 - Math.pow(.999, steps);
        for (int row = 0; row < weights.length; row++) {
            for (int f = 0; f < weights[row].length; f++) {
                double g = gradient[row][f] / examples - (f == 0 ? 0 : ridge * weights[row][f]);
                gradient[row][f] = 0;
                first[row][f] = .9 * first[row][f] + .1 * g;
                second[row][f] = .999 * second[row][f] + .001 * g * g;
                weights[row][f] += rate * first[row][f] / one / (Math.sqrt(second[row][f] / two) + 1e-8);
            }
        }
    }
}
