package dev.tidecast.model.interest;

import dev.tidecast.model.Selection;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;

/** Fits one {@link LawNetwork} by Adam (Kingma and Ba 2015) on the composite likelihood, in small batches. */
final class LawFit {
    private static final int BATCH = 64;
    private static final double RATE = .01;

    private final LawShape shape;
    private final double[][] x;
    private final LawExamples examples;
    private final double ridge;

    /**
     * A fit to examples.
     *
     * @param x standardised features, double[n][F + 1]
     * @param ridge penalty of all weights but the first of each row
     */
    LawFit(LawShape shape, double[][] x, LawExamples examples, double ridge) {
        this.shape = shape;
        this.x = x;
        this.examples = examples;
        this.ridge = ridge;
    }

    /** Trains for {@code epochs}; {@code watcher} hears of the network after each of them. */
    LawNetwork run(int hidden, int epochs, long seed, ObjIntConsumer<LawNetwork> watcher) {
        SplittableRandom random = new SplittableRandom(seed);
        LawNetwork network = LawNetwork.start(start(), x.length == 0 ? 0 : x[0].length - 1, hidden, random);
        AdamRows direct = new AdamRows(network.direct(), ridge);
        AdamRows inner = new AdamRows(network.inner(), ridge);
        AdamRows outer = new AdamRows(network.outer(), ridge);
        LawLikelihood likelihood = new LawLikelihood(shape);
        int[] order = new int[x.length];
        Arrays.setAll(order, i -> i);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            Selection.shuffle(order, random);
            double rate = RATE / Math.sqrt(epoch);
            for (int from = 0; from < order.length; from += BATCH) {
                int to = Math.min(order.length, from + BATCH);
                for (int at = from; at < to; at++) {
                    addGradient(network, likelihood, order[at], direct.gradient(), inner.gradient(), outer.gradient());
                }
                direct.step(rate, to - from);
                inner.step(rate, to - from);
                outer.step(rate, to - from);
            }
            watcher.accept(network, epoch);
        }
        return network;
    }

    private void addGradient(
            LawNetwork network,
            LawLikelihood likelihood,
            int example,
            double[][] direct,
            double[][] inner,
            double[][] outer) {
        double[] activations = network.activations(x[example]);
        likelihood.of(network.values(x[example], activations), examples.counts().get(example));
        double[] back = new double[activations.length];
        for (int o = 0; o < direct.length; o++) {
            double slope = likelihood.slopes()[o];
            if (slope != 0) {
                add(direct[o], slope, x[example]);
                add(outer[o], slope, activations);
                add(back, slope, network.outer()[o]);
            }
        }
        for (int unit = 0; unit < back.length; unit++) {
            add(inner[unit], back[unit] * (1 - activations[unit] * activations[unit]), x[example]);
        }
    }

    private static void add(double[] sums, double factor, double[] values) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * values[i];
        }
    }

    /** The values that fit all examples' means: half alive, rates that give the mean counts. */
    private double[] start() {
        double[] values = new double[shape.size()];
        int behaviours = shape.behaviours().size();
        for (int b = 0; b < behaviours; b++) {
            for (int j = 0; j < shape.bins().size(); j++) {
                int each = b;
                int bin = j;
                double mean = examples.counts().stream()
                        .mapToInt(counts -> counts[each][bin])
                        .average()
                        .orElse(0);
                values[shape.rate(b, j)] = Math.log(Math.max(1e-4, 2 * mean));
            }
        }
        return values;
    }

    /** The mean log likelihood of examples under values, double[n][O]. */
    static double mean(LawShape shape, double[][] values, LawExamples examples) {
        LawLikelihood likelihood = new LawLikelihood(shape);
        double sum = 0;
        for (int e = 0; e < values.length; e++) {
            sum += likelihood.of(values[e], examples.counts().get(e));
        }
        return sum / Math.max(1, values.length);
    }
}
