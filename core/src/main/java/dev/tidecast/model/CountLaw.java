package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import java.util.Arrays;
import java.util.List;

/**
 * How often one user will do what in the days after an instant: alive ~ Bernoulli(pi); inclined to behaviour b, given
 * alive, ~ Bernoulli(rho_b); theta ~ Gamma(k, k); the count of active days with b in bin j ~ Poisson(theta x Lambda_bj);
 * of each such day the basket of distinct items n, n - 1 ~ negative binomial of mean m_b - 1 and shape r_b, items drawn
 * by their shares. An active day then meets facets of share q with probability g_b(q) = 1 - (1 - q) (1 + q (m_b - 1) /
 * r_b)^-r_b, so that their active days are Poisson(theta x g_b(q) x Lambda_bj).
 *
 * <p>One joint law, so that unions, sums, horizons and behaviours cannot contradict each other: a behaviour is never
 * likelier than any behaviour, a longer horizon or a larger share never less likely than a shorter or smaller one.
 */
public final class CountLaw {
    private static final int MOST = 1_000_000;

    private final double alive;
    private final double shape;
    private final List<Integer> bins;
    private final List<Behaviour> behaviours;
    private final double[] inclined;
    private final double[][] rates;
    private final Baskets baskets;

    /**
     * Distinct items of one active day.
     *
     * @param mean m, double[B], 1 or more
     * @param shape r, double[B], above 0: the smaller, the more baskets differ
     */
    @SuppressWarnings("ArrayRecordComponent") // made for one law, read only
    public record Baskets(double[] mean, double[] shape) {
        /** One item a day. */
        public static Baskets single(int behaviours) {
            double[] ones = new double[behaviours];
            Arrays.fill(ones, 1);
            return new Baskets(ones, ones);
        }

        /** g, the probability that a day meets facets of that share. */
        double meets(int b, double share) {
            return 1 - (1 - share) * Math.exp(-shape[b] * Math.log1p(share * (mean[b] - 1) / shape[b]));
        }
    }

    /** A law of active days with one item each. */
    public CountLaw(
            double alive,
            double shape,
            List<Integer> bins,
            List<Behaviour> behaviours,
            double[] inclined,
            double[][] rates) {
        this(alive, shape, bins, behaviours, inclined, rates, Baskets.single(behaviours.size()));
    }

    /**
     * A law; arrays are given away and read only.
     *
     * @param alive pi, 0 to 1
     * @param shape k, above 0
     * @param bins ends of the J bins in days, ascending: (0, bins[0]], (bins[0], bins[1]], ...
     * @param behaviours the B behaviours that the log has
     * @param inclined rho, double[B], 0 to 1
     * @param rates Lambda, double[B][J], of active days
     * @param baskets of an active day
     */
    public CountLaw(
            double alive,
            double shape,
            List<Integer> bins,
            List<Behaviour> behaviours,
            double[] inclined,
            double[][] rates,
            Baskets baskets) {
        if (!(alive >= 0 && alive <= 1)
                || !(shape > 0)
                || bins.isEmpty()
                || rates.length != behaviours.size()
                || baskets.mean().length != rates.length) {
            throw new IllegalArgumentException("a law with pi " + alive + ", k " + shape + ", " + bins.size()
                    + " bins, rates of " + rates.length + " behaviours for " + behaviours
                    + ": 0 to 1, above 0, at least one bin and as many rates as behaviours are allowed");
        }
        this.alive = alive;
        this.shape = shape;
        this.bins = bins;
        this.behaviours = behaviours;
        this.inclined = inclined;
        this.rates = rates;
        this.baskets = baskets;
    }

    /** The longest horizon that can be asked, days. */
    public int mostDays() {
        return bins.getLast();
    }

    /** The behaviours that it tells of. */
    public List<Behaviour> behaviours() {
        return behaviours;
    }

    /**
     * The probability of at least one event of {@code behaviour} within {@code days} on facets that take {@code share}
     * (0 to 1) of all that the user does; 0 for a behaviour that the log did not have.
     */
    public double probability(Behaviour behaviour, int days, double share) {
        return part(behaviour, share).probability(days);
    }

    /** The expected count of active days with {@code behaviour} within {@code days} on facets with this share of all. */
    public double expected(Behaviour behaviour, int days, double share) {
        return part(behaviour, share).expected(days);
    }

    /** The smallest count whose cumulated probability reaches {@code level}, 0 to below 1. */
    public int quantile(double level, Behaviour behaviour, int days, double share) {
        return part(behaviour, share).quantile(level, days);
    }

    /** The part of the law that tells of one behaviour on facets of one share, for several questions to it. */
    public Part part(Behaviour behaviour, double share) {
        return new Part(behaviours.indexOf(behaviour), share);
    }

    /** See {@link #part}. Confined to one thread: it keeps the answer for the days asked last. */
    public final class Part {
        private final int b;
        private final double ever;
        private final double meets;
        private int lastDays = -1;
        private double lastRate;
        private double lastSome;

        private Part(int b, double share) {
            this.b = b;
            this.ever = b < 0 ? 0 : alive * inclined[b];
            this.meets = b < 0 ? 0 : baskets.meets(b, share);
        }

        /** As {@link CountLaw#probability}. */
        public double probability(int days) {
            ask(days);
            return ever * lastSome;
        }

        /** As {@link CountLaw#expected}. */
        public double expected(int days) {
            ask(days);
            return ever * lastRate;
        }

        /** As {@link CountLaw#quantile}. */
        public int quantile(double level, int days) {
            if (!(level >= 0 && level < 1)) {
                throw new IllegalArgumentException("a quantile of level " + level + ": 0 to below 1 is allowed");
            }
            ask(days);
            double chance = ever * (1 - lastSome); // of n, given alive and inclined
            double reached = 1 - ever + chance;
            int n = 0;
            while (reached < level && n < MOST) {
                chance *= (shape + n) / (n + 1.0) * lastRate / (shape + lastRate);
                reached += chance;
                n++;
            }
            return n;
        }

        /** The probability of a count from {@code least} to {@code most} within {@code days}. */
        public double between(int least, int most, int days) {
            ask(days);
            double sum = least <= 0 ? 1 - ever : 0;
            double chance = ever * (1 - lastSome); // of n, given alive and inclined
            for (int n = 0; n <= most; n++) {
                sum += n >= least ? chance : 0;
                chance *= (shape + n) / (n + 1.0) * lastRate / (shape + lastRate);
            }
            return sum;
        }

        private void ask(int days) {
            if (days != lastDays) {
                lastDays = days;
                lastRate = b < 0 ? 0 : rate(b, days) * meets;
                lastSome = some(lastRate);
            }
        }
    }

    /** The probability of at least one event of any behaviour within {@code days}: 1 less that of churn. */
    public double anyProbability(int days) {
        return alive * (1 - none(0, 0, days));
    }

    /** The probability, given alive, that no behaviour from b on happens, at a rate of those before of {@code rate}. */
    private double none(int b, double rate, int days) {
        if (b == rates.length) {
            return 1 - some(rate);
        }
        double with = inclined[b] == 0 ? 0 : inclined[b] * none(b + 1, rate + rate(b, days), days);
        return inclined[b] == 1 ? with : with + (1 - inclined[b]) * none(b + 1, rate, days);
    }

    private double some(double rate) {
        return -Math.expm1(-shape * Math.log1p(rate / shape));
    }

    /** Lambda within {@code days}; within a bin it grows evenly. */
    private double rate(int b, int days) {
        if (days < 0 || days > mostDays()) {
            throw new IllegalArgumentException(
                    "a horizon of " + days + " days: 0 to " + mostDays() + " are allowed, as the model was trained");
        }
        double sum = 0;
        int from = 0;
        for (int j = 0; j < rates[b].length && days > from; j++) {
            int end = bins.get(j);
            sum += rates[b][j] * Math.min(1, (double) (days - from) / (end - from));
            from = end;
        }
        return sum;
    }
}
