package dev.tidecast.model.counters;

import dev.tidecast.model.inference.FloatKernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits the weights of {@link CounterLogits} by Newton's method: the loss is convex. Each row's loss is the mean over its
 * targets y of logsumexp(z) - z(y), all candidates in the sum; an L2 penalty keeps it strictly convex.
 *
 * @see <a href="https://eml.berkeley.edu/reprints/mcfadden/zarembka.pdf">McFadden, Conditional logit analysis, 1974</a>
 */
final class ConditionalLogit {
    private static final int ITERATIONS = 12;
    private static final int CHUNK = 64;
    private static final double ENOUGH = 1e-7;

    private final List<CounterRow> rows;
    private final int dense; // D
    private final int size;
    private final double[] ridge;

    ConditionalLogit(List<CounterRow> rows, CounterSettings settings) {
        this.rows = rows;
        this.dense = Trends.dense(settings);
        this.size = dense + CounterRows.features(settings);
        this.ridge = new double[size];
        Arrays.fill(ridge, settings.ridge());
        if (settings.events()) {
            ridge[dense + settings.counts()] = CounterSettings.LEAST_RIDGE;
        }
    }

    /** Loss, gradient [F] and Hessian [F x F] of some rows. */
    private static final class Sums {
        private double loss;
        private final double[] gradient;
        private final double[] hessian;

        Sums(int size) {
            gradient = new double[size];
            hessian = new double[size * size];
        }

        void add(Sums other) {
            loss += other.loss;
            Arrays.setAll(gradient, i -> gradient[i] + other.gradient[i]);
            Arrays.setAll(hessian, i -> hessian[i] + other.hessian[i]);
        }
    }

    CounterLogits fit() {
        double[] weights = new double[size];
        Sums at = sums(weights);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] step = Cholesky.solve(at.hessian, at.gradient);
            double scale = 1;
            Sums next;
            double[] tried;
            do {
                tried = moved(weights, step, scale);
                next = sums(tried);
                scale /= 2;
            } while (!(next.loss <= at.loss) && scale > 1e-4);
            double gain = at.loss - next.loss;
            if (!(gain > 0)) {
                break;
            }
            weights = tried;
            at = next;
            if (gain < ENOUGH * Math.abs(at.loss)) {
                break;
            }
        }
        return new CounterLogits(weights);
    }

    private static double[] moved(double[] weights, double[] step, double scale) {
        double[] moved = weights.clone();
        Arrays.setAll(moved, i -> moved[i] - scale * step[i]);
        return moved;
    }

    /** Sums over all rows; chunks are added in order, so that the result does not depend on the threads. */
    private Sums sums(double[] weights) {
        CounterLogits logits = new CounterLogits(weights);
        int chunks = (rows.size() + CHUNK - 1) / CHUNK;
        Sums[] parts = new Sums[chunks];
        IntStream.range(0, chunks).parallel().forEach(chunk -> {
            Sums part = new Sums(size);
            RowMoments moments = new RowMoments(dense, size);
            int end = Math.min(rows.size(), (chunk + 1) * CHUNK);
            for (CounterRow row : rows.subList(chunk * CHUNK, end)) {
                part.loss += moments.add(logits, row, part.gradient, part.hessian);
            }
            parts[chunk] = part;
        });
        Sums all = new Sums(size);
        Arrays.stream(parts).forEach(all::add);
        for (int f = 0; f < size; f++) {
            all.loss += .5 * ridge[f] * weights[f] * weights[f];
            all.gradient[f] += ridge[f] * weights[f];
            all.hessian[f * size + f] += ridge[f];
        }
        return all;
    }

    /** Moments of the features under one row's softmax; confined to one thread. */
    private static final class RowMoments {
        private final int common; // features of every candidate, D
        private final int size;
        private final double[] mean;
        private final double[] second;
        private final FloatKernels kernels = FloatKernels.fastest();
        private float[] chances = new float[0];
        private float[] weighted = new float[0];

        RowMoments(int common, int size) {
            this.common = common;
            this.size = size;
            this.mean = new double[size];
            this.second = new double[size * size];
        }

        /** Adds the row's gradient and Hessian and returns its loss. */
        double add(CounterLogits logits, CounterRow row, double[] gradient, double[] hessian) {
            int candidates = row.candidates();
            float[][] dense = row.dense();
            chances = chances.length < candidates ? new float[candidates] : chances;
            logits.write(row, dense, chances);
            double loss = 0;
            for (int target : row.targets()) {
                loss -= chances[target];
            }
            loss /= row.targets().length;
            float top = kernels.max(chances, candidates);
            double sum = kernels.expAndSum(chances, candidates, top);
            loss += top + Math.log(sum);
            Arrays.fill(mean, 0);
            Arrays.fill(second, 0);
            dense(dense, 1 / sum);
            own(row, dense, 1 / sum);
            observed(row, dense, gradient);
            for (int f = 0; f < size; f++) {
                gradient[f] += mean[f];
                for (int g = 0; g < size; g++) {
                    double both = f <= g ? second[f * size + g] : second[g * size + f];
                    hessian[f * size + g] += both - mean[f] * mean[g];
                }
            }
            return loss;
        }

        /** Moments of the features that every candidate has. */
        private void dense(float[][] dense, double scale) {
            for (int d = 0; d < common; d++) {
                float[] x = dense[d];
                weighted = weighted.length < x.length ? new float[x.length] : weighted;
                double first = 0;
                for (int i = 0; i < x.length; i++) {
                    weighted[i] = chances[i] * x[i];
                    first += weighted[i];
                }
                mean[d] += scale * first;
                for (int e = d; e < common; e++) {
                    second[d * size + e] += scale * kernels.dot(weighted, 0, dense[e], 0, x.length);
                }
            }
        }

        /** Moments that own items add. */
        private void own(CounterRow row, float[][] dense, double scale) {
            int width = size - common;
            double[] x = new double[size];
            for (int slot = 0; slot < row.ownItem().length; slot++) {
                int item = row.ownItem()[slot];
                double p = scale * chances[item];
                forget(row, dense, item, p);
                fill(row, dense, item, slot * width, x);
                for (int g = common; g < size; g++) {
                    mean[g] += p * x[g];
                    for (int f = 0; f <= g; f++) {
                        second[f * size + g] += p * x[f] * x[g];
                    }
                }
            }
        }

        /** Takes an own item's newness off the moments: it does not count for what is known. */
        private void forget(CounterRow row, float[][] dense, int item, double p) {
            int last = common - 1;
            double newness = row.ownNewness(item);
            mean[last] -= p * newness;
            for (int d = 0; d < common; d++) {
                second[d * size + last] -= p * dense[d][item] * newness;
            }
        }

        private void fill(CounterRow row, float[][] dense, int item, int from, double[] x) {
            for (int d = 0; d < common; d++) {
                x[d] = dense[d][item];
            }
            x[common - 1] -= row.ownNewness(item);
            for (int g = common; g < size; g++) {
                x[g] = row.own()[from + g - common];
            }
        }

        /** Takes the mean features of the targets off the gradient. */
        private void observed(CounterRow row, float[][] dense, double[] gradient) {
            double share = 1.0 / row.targets().length;
            for (int target : row.targets()) {
                for (int d = 0; d < common; d++) {
                    gradient[d] -= share * dense[d][target];
                }
            }
            int width = size - common;
            for (int slot = 0; slot < row.ownItem().length; slot++) {
                if (Arrays.binarySearch(row.targets(), row.ownItem()[slot]) >= 0) {
                    gradient[common - 1] += share * row.ownNewness(row.ownItem()[slot]);
                    for (int g = 0; g < width; g++) {
                        gradient[common + g] -= share * row.own()[slot * width + g];
                    }
                }
            }
        }
    }
}
