package dev.tidecast.model.interest;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CountLaw;
import java.util.Arrays;
import java.util.List;

/**
 * What a law of counts has: B behaviours, J bins, and the order of its O = 2 + B + B x J values: logit pi, log k, then
 * logit rho_b, then log Lambda_bj by behaviour.
 *
 * @param behaviours of the log
 * @param bins their ends in days, ascending
 * @param commonest the behaviour, by place, whose rho is held at 1: pi alone tells who is gone
 */
record LawShape(List<Behaviour> behaviours, List<Integer> bins, int commonest) {
    private static final double LEAST = -20;
    private static final double MOST = 12;

    LawShape {
        behaviours = List.copyOf(behaviours);
        bins = List.copyOf(bins);
        if (behaviours.isEmpty() || bins.isEmpty() || commonest < 0 || commonest >= behaviours.size()) {
            throw new IllegalArgumentException("a law of " + behaviours + " in bins " + bins + " with behaviour "
                    + commonest + " always there: at least one of each is needed");
        }
    }

    /** O. */
    int size() {
        return 2 + behaviours.size() * (1 + bins.size());
    }

    int inclined(int b) {
        return 2 + b;
    }

    int rate(int b, int bin) {
        return 2 + behaviours.size() + b * bins.size() + bin;
    }

    static double alive(double[] values) {
        return logistic(values[0]);
    }

    static double shape(double[] values) {
        return Math.exp(Math.clamp(values[1], -6, 6));
    }

    double inclination(double[] values, int b) {
        return b == commonest ? 1 : logistic(values[inclined(b)]);
    }

    /** Lambda_bj, double[J]. */
    double[] rates(double[] values, int b) {
        double[] rates = new double[bins.size()];
        Arrays.setAll(rates, j -> Math.exp(Math.clamp(values[rate(b, j)], LEAST, MOST)));
        return rates;
    }

    /** The law that the values stand for, with baskets of the user's own. */
    CountLaw law(double[] values, CountLaw.Baskets baskets) {
        double[] inclined = new double[behaviours.size()];
        double[][] rates = new double[behaviours.size()][];
        for (int b = 0; b < rates.length; b++) {
            inclined[b] = inclination(values, b);
            rates[b] = rates(values, b);
        }
        return new CountLaw(alive(values), shape(values), bins, behaviours, inclined, rates, baskets);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-Math.clamp(x, -30, 30)));
    }
}
