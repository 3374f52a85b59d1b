package dev.tidecast.model.interest;

import dev.tidecast.model.CountLaw;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * By how much a shop's level lies above what a law says: the shifts under which the mean probability of any event, and
 * of each behaviour, is the share of the users that did it. Who comes back moves with how often they come, and moves
 * more (docs/model.md): a shift of all goes to every log Lambda and twice to logit pi, one of a behaviour to its log Lambda
 * and logit rho.
 *
 * <p>The likelihood of counts is not asked here: where counts do not follow the law exactly, it trades the share of
 * users that come against how often they come, and probabilities of coming are then too low.
 */
final class LawLevel {
    private static final double MOST = 3;
    private static final double COMING_BACK = 2;
    private static final int HALVINGS = 26;
    private static final int ROUNDS = 3;

    private final LawShape shape;
    private final double[][] values;
    private final LawExamples examples;
    private final double trust;
    private final double[] shift;

    private LawLevel(LawShape shape, double[][] values, LawExamples examples, double trust) {
        this.shape = shape;
        this.values = values;
        this.examples = examples;
        this.trust = trust;
        this.shift = new double[shape.size()];
    }

    /**
     * The shifts, double[O].
     *
     * @param values of the examples, double[n][O]
     * @param trust holds each shift towards 0: the inverse of the variance that is expected of it
     */
    static double[] fit(LawShape shape, double[][] values, LawExamples examples, double trust) {
        LawLevel level = new LawLevel(shape, values, examples, trust);
        int behaviours = shape.behaviours().size();
        for (int round = 0; round < (behaviours == 1 ? 1 : ROUNDS); round++) {
            level.moveAll();
            for (int b = 0; b < behaviours && behaviours > 1; b++) {
                level.move(b);
            }
        }
        return level.shift;
    }

    private void moveAll() {
        double[] moved = new double[shape.size()];
        moved[0] = COMING_BACK;
        for (int b = 0; b < shape.behaviours().size(); b++) {
            markRates(moved, b);
        }
        long came = examples.counts().stream()
                .filter(counts ->
                        Arrays.stream(counts).flatMapToInt(Arrays::stream).sum() > 0)
                .count();
        int days = shape.bins().getLast();
        move(moved, came, law -> law.anyProbability(days));
    }

    private void move(int b) {
        double[] moved = new double[shape.size()];
        moved[shape.inclined(b)] = 1;
        markRates(moved, b);
        long came = examples.counts().stream()
                .filter(counts -> Arrays.stream(counts[b]).sum() > 0)
                .count();
        int days = shape.bins().getLast();
        move(moved, came, law -> law.probability(shape.behaviours().get(b), days, 1));
    }

    private void markRates(double[] moved, int b) {
        for (int j = 0; j < shape.bins().size(); j++) {
            moved[shape.rate(b, j)] = 1;
        }
    }

    private void move(double[] moved, long came, ToDoubleFunction<CountLaw> probability) {
        CountLaw.Baskets single = CountLaw.Baskets.single(shape.behaviours().size());
        double step = zero(by -> {
            double sum = trust * by - came;
            for (double[] each : values) {
                double[] there = new double[each.length];
                Arrays.setAll(there, o -> each[o] + shift[o] + moved[o] * by);
                sum += probability.applyAsDouble(shape.law(there, single));
            }
            return sum;
        });
        for (int o = 0; o < moved.length; o++) {
            shift[o] += moved[o] * step;
        }
    }

    /** Where a rising function is 0, within the limits. */
    private static double zero(DoubleUnaryOperator rising) {
        double low = -MOST;
        double high = MOST;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
