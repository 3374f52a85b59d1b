package dev.tidecast.model.interest;

import java.util.Arrays;

/**
 * The composite log likelihood of one window under a law: of each behaviour's counts (zero-inflated negative
 * multinomial, theta integrated out), and of whether there was any event at all. Confined to one thread.
 */
final class LawLikelihood {
    private static final double LEAST = 1e-12;

    private final LawShape shape;
    private final double[] slopes;

    LawLikelihood(LawShape shape) {
        this.shape = shape;
        this.slopes = new double[shape.size()];
    }

    /** Derivatives by the O values at the call of {@link #of} before. */
    double[] slopes() {
        return slopes;
    }

    /**
     * The log likelihood, up to terms of the counts alone.
     *
     * @param values O values of the law
     * @param counts int[B][J]
     */
    double of(double[] values, int[][] counts) {
        Arrays.fill(slopes, 0);
        double sum = 0;
        boolean any = false;
        for (int b = 0; b < counts.length; b++) {
            int n = 0;
            for (int count : counts[b]) {
                n += count;
            }
            any |= n > 0;
            sum += n > 0 ? some(values, b, counts[b], n) : none(values, b);
        }
        return counts.length == 1 ? sum : sum + any(values, any);
    }

    /** Behaviour b happened n times. */
    private double some(double[] values, int b, int[] counts, int n) {
        double k = LawShape.shape(values);
        double[] rates = shape.rates(values, b);
        double total = sum(rates);
        double logRatio = -Math.log1p(total / k);
        double alive = LawShape.alive(values);
        double inclined = shape.inclination(values, b);
        slopes[0] += 1 - alive;
        slopes[shape.inclined(b)] += 1 - inclined;
        slopes[1] += k * (Gamma.digamma(k + n) - Gamma.digamma(k) + logRatio + 1 - (k + n) / (k + total));
        double value = Math.log(Math.max(LEAST, alive * inclined))
                + Gamma.log(k + n)
                - Gamma.log(k)
                + k * logRatio
                - n * Math.log(k + total);
        for (int j = 0; j < rates.length; j++) {
            slopes[shape.rate(b, j)] += counts[j] - rates[j] * (k + n) / (k + total);
            value += counts[j] == 0 ? 0 : counts[j] * Math.log(rates[j]);
        }
        return value;
    }

    /** Behaviour b did not happen. */
    private double none(double[] values, int b) {
        double k = LawShape.shape(values);
        double[] rates = shape.rates(values, b);
        double total = sum(rates);
        double logRatio = -Math.log1p(total / k);
        double alive = LawShape.alive(values);
        double inclined = shape.inclination(values, b);
        double ever = alive * inclined;
        double none = Math.exp(k * logRatio);
        double chance = Math.max(LEAST, 1 - ever + ever * none);
        slopes[0] += ever * (1 - alive) * (none - 1) / chance;
        slopes[shape.inclined(b)] += ever * (1 - inclined) * (none - 1) / chance;
        slopes[1] += k * ever * none * (logRatio + 1 - k / (k + total)) / chance;
        for (int j = 0; j < rates.length; j++) {
            slopes[shape.rate(b, j)] -= ever * none * rates[j] * k / (k + total) / chance;
        }
        return Math.log(chance);
    }

    /** Whether anything happened: a sum over the sets of behaviours that the user may be inclined to. */
    private double any(double[] values, boolean happened) {
        int size = shape.behaviours().size();
        double alive = LawShape.alive(values);
        double k = LawShape.shape(values);
        double[] inclined = new double[size];
        double[] rate = new double[size];
        double[][] rates = new double[size][];
        for (int b = 0; b < size; b++) {
            inclined[b] = shape.inclination(values, b);
            rates[b] = shape.rates(values, b);
            rate[b] = sum(rates[b]);
        }
        double[] byInclined = new double[size];
        double[] byRate = new double[size];
        double byShape = 0;
        double none = 0;
        for (int set = 0; set < 1 << size; set++) {
            double weight = 1;
            double total = 0;
            for (int b = 0; b < size; b++) {
                boolean in = (set >> b & 1) == 1;
                weight *= in ? inclined[b] : 1 - inclined[b];
                total += in ? rate[b] : 0;
            }
            if (weight == 0) {
                continue;
            }
            double share = weight * Math.exp(-k * Math.log1p(total / k));
            none += share;
            byShape += share * k * (-Math.log1p(total / k) + total / (k + total));
            for (int b = 0; b < size; b++) {
                boolean in = (set >> b & 1) == 1;
                byInclined[b] += share * (in ? 1 - inclined[b] : -inclined[b]);
                byRate[b] -= in ? share * k / (k + total) : 0;
            }
        }
        double chance = Math.clamp(alive * (1 - none), LEAST, 1 - LEAST);
        double slope = happened ? 1 / chance : -1 / (1 - chance);
        slopes[0] += slope * chance * (1 - alive);
        slopes[1] -= slope * alive * byShape;
        for (int b = 0; b < size; b++) {
            slopes[shape.inclined(b)] -= slope * alive * byInclined[b];
            for (int j = 0; j < rates[b].length; j++) {
                slopes[shape.rate(b, j)] -= slope * alive * byRate[b] * rates[b][j];
            }
        }
        return Math.log(happened ? chance : 1 - chance);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
