package dev.tidecast.neural;

import dev.tidecast.model.counters.CounterLogits;
import dev.tidecast.model.counters.CounterRow;
import dev.tidecast.model.counters.RowSupport;
import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The window just before the cut on which epochs and scales are chosen: NDCG@10 over all candidates, and over those
 * outside the history for users who took something new.
 */
final class SelectionWindow {
    private static final FloatKernels KERNELS = FloatKernels.fastest();
    private static final int TOP = 10;
    private static final int SEARCH_STEPS = 14;

    /** Standard errors of a normal law beyond which 2.5 % lie. */
    private static final double SURELY = 1.96;

    private final List<CounterRow> rows;
    private final RowLogits logits;

    /** The logits that a row has so far, to be changed by who asked for them. */
    @FunctionalInterface
    private interface RowLogits {
        float[] of(int row);

        /** The same held for all rows; where they are too many candidates for that, made anew each time. */
        static RowLogits of(List<CounterRow> rows, RowLogits made) {
            if (rows.isEmpty() || rows.getFirst().candidates() > RowSupport.MOST_HELD) {
                return made;
            }
            float[][] held = new float[rows.size()][];
            Arrays.setAll(held, made::of);
            return row -> held[row].clone();
        }
    }

    /** Rows at the window's start with their targets, and the logits that they have so far. */
    private SelectionWindow(List<CounterRow> rows, RowLogits logits) {
        this.rows = rows;
        this.logits = logits;
    }

    static SelectionWindow of(List<CounterRow> rows, CounterLogits base) {
        return new SelectionWindow(rows, RowLogits.of(rows, r -> {
            float[] made = new float[rows.get(r).candidates()];
            base.write(rows.get(r), made);
            return made;
        }));
    }

    /** Adds a term of a stage to a row's logits. */
    @FunctionalInterface
    interface Term {
        void addTo(int row, float[] logits);
    }

    /** NDCG@10 of each row, all items and new items only; NaN where nothing new was taken. */
    @SuppressWarnings("ArrayRecordComponent") // made once and read only
    record Figures(double[] allOfEach, double[] freshOfEach) {
        double all() {
            return mean(allOfEach);
        }

        double fresh() {
            return mean(freshOfEach);
        }

        /**
         * Whether all items are ranked better than before, the 95 % interval of the users' gains above zero, and new ones no
         * worse: of many epochs and scales some gain a little by chance.
         */
        boolean clearlyAbove(Figures before) {
            double[] gains = IntStream.range(0, allOfEach.length)
                    .mapToDouble(k -> allOfEach[k] - before.allOfEach[k])
                    .toArray();
            double gain = mean(gains);
            double squares = Arrays.stream(gains)
                    .map(each -> (each - gain) * (each - gain))
                    .sum();
            double error = Math.sqrt(squares) / Math.max(1, gains.length);
            return gain > SURELY * error && fresh() >= before.fresh() - 1e-9;
        }

        private static double mean(double[] values) {
            return Arrays.stream(values)
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(0);
        }
    }

    List<CounterRow> rows() {
        return rows;
    }

    /** The same window with a term added for good. */
    SelectionWindow with(Term term) {
        return new SelectionWindow(rows, RowLogits.of(rows, r -> {
            float[] copy = logits.of(r);
            term.addTo(r, copy);
            return copy;
        }));
    }

    /** The figures with a term added for this once. */
    Figures figures(Term term) {
        double[] all = new double[rows.size()];
        double[] fresh = new double[rows.size()];
        IntStream.range(0, rows.size()).parallel().forEach(r -> {
            float[] scores = logits.of(r);
            term.addTo(r, scores);
            int[] targets = rows.get(r).targets();
            all[r] = ndcg(scores, targets);
            for (int item : rows.get(r).ownItem()) {
                scores[item] = Float.NEGATIVE_INFINITY;
            }
            int[] unmet = rows.get(r).unmetTargets();
            fresh[r] = unmet.length == 0 ? Double.NaN : ndcg(scores, unmet);
        });
        return new Figures(all, fresh);
    }

    /** The temperature of the softmax, .25 to 4, under which the rows' targets are likeliest; 1 without rows. */
    double temperature() {
        double low = Math.log(.25);
        double high = Math.log(4);
        double golden = (Math.sqrt(5) - 1) / 2;
        for (int step = 0; step < SEARCH_STEPS && !rows.isEmpty(); step++) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (loss(Math.exp(-left)) < loss(Math.exp(-right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return rows.isEmpty() ? 1 : Math.exp((low + high) / 2);
    }

    /** Mean over rows of the mean over targets y of logsumexp(f z) - f z(y). */
    private double loss(double factor) {
        double[] losses = new double[rows.size()];
        IntStream.range(0, losses.length).parallel().forEach(r -> {
            float[] own = logits.of(r);
            float top = Float.NEGATIVE_INFINITY;
            for (float logit : own) {
                top = Math.max(top, logit);
            }
            int[] targets = rows.get(r).targets();
            double reached = 0;
            for (int target : targets) {
                reached += factor * (own[target] - top);
            }
            losses[r] = Math.log(sum(own, top, factor)) - reached / targets.length;
        });
        return Arrays.stream(losses).average().orElse(0);
    }

    /** Sum of exp(f (z - top)); of many candidates in single floats, and their logits are lost. */
    private static double sum(float[] logits, float top, double factor) {
        if (logits.length > RowSupport.MOST_HELD) {
            KERNELS.scale(logits, logits.length, (float) factor);
            return KERNELS.expAndSum(logits, logits.length, (float) factor * top);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(factor * (logit - top));
        }
        return sum;
    }

    /** NDCG@10 with targets ascending; a target's rank counts all items that score at least as high (pessimistic ties). */
    private static double ndcg(float[] scores, int[] targets) {
        float[] best = new float[TOP];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (float score : scores) {
            if (score > best[0]) {
                int k = 1;
                while (k < TOP && best[k] < score) {
                    best[k - 1] = best[k];
                    k++;
                }
                best[k - 1] = score;
            }
        }
        double gain = 0;
        for (int target : targets) {
            int k = Arrays.binarySearch(best, scores[target]);
            if (k >= 0 && scores[target] > Float.NEGATIVE_INFINITY) {
                while (k > 0 && best[k - 1] == scores[target]) {
                    k--;
                }
                gain += discount(TOP - k);
            }
        }
        double ideal = 0;
        for (int rank = 1; rank <= Math.min(TOP, targets.length); rank++) {
            ideal += discount(rank);
        }
        return gain / ideal;
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 1.0);
    }
}
