package dev.tidecast.neural;

import dev.tidecast.model.counters.CounterLogits;
import dev.tidecast.model.counters.CounterRow;
import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.model.interest.RepeatTerm;
import java.util.Arrays;
import java.util.List;

/**
 * The own items of all training rows end to end, M in all, with the frozen logits of counting.
 *
 * @param starts int[rows + 1]: row r has own items starts[r] to starts[r + 1] - 1
 * @param features standardised, float[M x R]
 * @param items int[M]
 * @param logits of counting, float[M]
 * @param target 1 where the item is a target of its row, else 0, float[M]
 * @param rest log of the sum of exp(logit) over all other candidates, float[rows]
 * @param targets |Y|, own or not, int[rows]
 * @param otherLogits sum of the logits of targets that are not own, float[rows]
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read by one thread
record RepeatRows(
        int[] starts,
        float[] features,
        int[] items,
        float[] logits,
        float[] target,
        double[] rest,
        int[] targets,
        double[] otherLogits) {
    private static final FloatKernels KERNELS = FloatKernels.fastest();

    static RepeatRows of(List<CounterRow> rows, CounterLogits base, RepeatTerm blank) {
        int width = blank.mean().length;
        int[] starts = new int[rows.size() + 1];
        for (int r = 0; r < rows.size(); r++) {
            starts[r + 1] = starts[r] + rows.get(r).ownItem().length;
        }
        int all = starts[rows.size()];
        RepeatRows made = new RepeatRows(
                starts,
                new float[Math.multiplyExact(all, width)],
                new int[all],
                new float[all],
                new float[all],
                new double[rows.size()],
                new int[rows.size()],
                new double[rows.size()]);
        float[] logits = new float[0];
        for (int r = 0; r < rows.size(); r++) {
            CounterRow row = rows.get(r);
            logits = logits.length < row.candidates() ? new float[row.candidates()] : logits;
            base.write(row, logits);
            made.fill(r, row, logits);
        }
        blank.standardise(made.features);
        return made;
    }

    private void fill(int r, CounterRow row, float[] all) {
        System.arraycopy(
                row.repeat(),
                0,
                features,
                (int) ((long) starts[r] * row.repeat().length / Math.max(1, row.ownItem().length)),
                row.repeat().length);
        targets[r] = row.targets().length;
        for (int item : row.targets()) {
            otherLogits[r] += all[item];
        }
        for (int slot = 0; slot < row.ownItem().length; slot++) {
            int item = row.ownItem()[slot];
            int at = starts[r] + slot;
            items[at] = item;
            logits[at] = all[item];
            if (Arrays.binarySearch(row.targets(), item) >= 0) {
                target[at] = 1;
                otherLogits[r] -= all[item];
            }
            all[item] = Float.NEGATIVE_INFINITY;
        }
        float top = KERNELS.max(all, row.candidates());
        double sum = top == Float.NEGATIVE_INFINITY ? 0 : KERNELS.expAndSum(all, row.candidates(), top);
        rest[r] = sum > 0 ? top + Math.log(sum) : -1e30;
    }

    int size() {
        return rest.length;
    }

    /** Some rows' own items end to end. */
    Batch batch(List<Integer> chosen) {
        int width = items.length == 0 ? 0 : features.length / items.length;
        int m = 0;
        for (int r : chosen) {
            m += starts[r + 1] - starts[r];
        }
        float[] x = new float[m * width];
        long[] item = new long[m];
        int at = 0;
        for (int r : chosen) {
            int n = starts[r + 1] - starts[r];
            System.arraycopy(features, starts[r] * width, x, at * width, n * width);
            for (int k = 0; k < n; k++) {
                item[at + k] = items[starts[r] + k];
            }
            at += n;
        }
        return new Batch(chosen, x, item);
    }

    /** One step's rows, m own items. */
    final class Batch {
        private final List<Integer> rows;
        private final float[] x;
        private final long[] item;

        private Batch(List<Integer> rows, float[] x, long[] item) {
            this.rows = rows;
            this.x = x;
            this.item = item;
        }

        float[] features() {
            return x;
        }

        long[] items() {
            return item;
        }

        /**
         * Sum over rows of the mean over targets y of logsumexp(z) - z(y), with z = logits + repeat on own items.
         *
         * @param repeat float[m]
         * @param gradient float[m], written: of the loss by repeat, divided by the sum of 1/|Y| over the rows
         */
        double loss(float[] repeat, float[] gradient) {
            double shares = 0;
            for (int r : rows) {
                shares += 1.0 / targets[r];
            }
            double loss = 0;
            int at = 0;
            for (int r : rows) {
                loss += row(r, at, repeat, gradient, 1 / shares);
                at += starts[r + 1] - starts[r];
            }
            return loss;
        }

        private double row(int r, int at, float[] repeat, float[] gradient, double scale) {
            int n = starts[r + 1] - starts[r];
            double top = rest[r];
            double reached = otherLogits[r];
            for (int k = 0; k < n; k++) {
                double z = logits[starts[r] + k] + repeat[at + k];
                top = Math.max(top, z);
                reached += target[starts[r] + k] * z;
            }
            double sum = Math.exp(rest[r] - top);
            for (int k = 0; k < n; k++) {
                sum += Math.exp(logits[starts[r] + k] + repeat[at + k] - top);
            }
            for (int k = 0; k < n; k++) {
                double chance = Math.exp(logits[starts[r] + k] + repeat[at + k] - top) / sum;
                gradient[at + k] = (float) (scale * (chance - target[starts[r] + k] / targets[r]));
            }
            return top + Math.log(sum) - reached / targets[r];
        }
    }
}
