package dev.tidecast.neural;

import dev.tidecast.model.counters.CounterLogits;
import dev.tidecast.model.counters.CounterRow;
import dev.tidecast.model.interest.RepeatTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains the term on own items while the logits of counting stay frozen. Only own items change, so that the rest of the
 * softmax is one number a row, and a step costs as much as the own items of its rows.
 */
final class RepeatStage {
    private static final ParameterShape.Start ZERO = new ParameterShape.Start.Constant(0);

    /**
     * How the stage is trained.
     *
     * @param units N, hidden units
     * @param epochs passes over the rows
     * @param batch rows a step
     * @param learningRate of Adam
     * @param weightDecay L2 penalty
     */
    record Settings(int units, int epochs, int batch, double learningRate, double weightDecay) {}

    private final NativeRuntime runtime;
    private final Settings settings;

    RepeatStage(NativeRuntime runtime, Settings settings) {
        this.runtime = runtime;
        this.settings = settings;
    }

    /** Features are standardised by these rows' own mean and deviation; no members yet. */
    static RepeatTerm blank(List<CounterRow> rows, int width) {
        double[] sums = new double[width];
        double[] squares = new double[width];
        long n = 0;
        for (CounterRow row : rows) {
            float[] raw = row.repeat();
            for (int from = 0; from < raw.length; from += width) {
                for (int f = 0; f < width; f++) {
                    double value = raw[from + f];
                    sums[f] += value;
                    squares[f] += value * value;
                }
            }
            n += row.ownItem().length;
        }
        return blank(sums, squares, n);
    }

    private static RepeatTerm blank(double[] sums, double[] squares, long n) {
        float[] mean = new float[sums.length];
        float[] deviation = new float[sums.length];
        for (int f = 0; f < sums.length; f++) {
            mean[f] = (float) (sums[f] / n);
            deviation[f] = (float) Math.sqrt(Math.max(1e-12, squares[f] / n - (double) mean[f] * mean[f])) + 1e-6f;
        }
        return new RepeatTerm(mean, deviation, List.of());
    }

    /** Trains one member from {@code seed}; throws {@link DivergedException} if a loss is NaN or infinite. */
    RepeatEpochs train(RepeatTerm blank, List<CounterRow> rows, CounterLogits base, int items, long seed) {
        int width = blank.mean().length;
        RepeatRows data = RepeatRows.of(rows, base, blank);
        List<ParameterShape> shapes = List.of(
                new ParameterShape(
                        "weights", new long[] {width, settings.units()}, new ParameterShape.Start.Normal((float)
                                (1 / Math.sqrt(width)))),
                new ParameterShape("shift", new long[] {settings.units()}, ZERO),
                new ParameterShape("output", new long[] {settings.units()}, ZERO),
                new ParameterShape("bias", new long[] {items}, ZERO));
        try (FlatParameters parameters = new FlatParameters(runtime, shapes, seed);
                Optimizer adam = new Optimizer.AdamSettings(
                                settings.learningRate(), .9, .999, 1e-8, settings.weightDecay(), false)
                        .of(parameters)) {
            List<RepeatTerm.Member> members = new ArrayList<>();
            List<Double> losses = new ArrayList<>();
            for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
                double loss = epoch(parameters, adam, data, Seeds.random(seed, 1000 + epoch));
                String bad = parameters.firstNotFinite();
                if (!Double.isFinite(loss) || bad != null) {
                    throw new DivergedException("the repeat stage diverged in epoch " + epoch + ": loss " + loss + "; "
                            + (bad == null ? "all parameters are finite" : "the first bad tensor is " + bad)
                            + ". Look for extreme values in the log");
                }
                losses.add(loss);
                members.add(member(parameters));
            }
            return new RepeatEpochs(members, losses);
        }
    }

    private double epoch(FlatParameters parameters, Optimizer adam, RepeatRows data, SplittableRandom random) {
        int[] order = shuffled(data.size(), random);
        double loss = 0;
        for (int from = 0; from < order.length; from += settings.batch()) {
            List<Integer> chosen = new ArrayList<>();
            for (int k = from; k < Math.min(order.length, from + settings.batch()); k++) {
                chosen.add(order[k]);
            }
            loss += step(parameters, adam, data.batch(chosen));
        }
        return loss / order.length;
    }

    /** One step; returns the sum of the rows' losses. */
    private static double step(FlatParameters parameters, Optimizer adam, RepeatRows.Batch batch) {
        int m = batch.items().length;
        if (m == 0) {
            return 0;
        }
        try (PointerScope scope = new PointerScope()) {
            int width = batch.features().length / m;
            Tensor x = torch.from_blob(new FloatPointer(batch.features()), new long[] {m, width})
                    .clone(); // [m x R]
            Tensor items = torch.from_blob(
                            new LongPointer(batch.items()),
                            new long[] {m},
                            new org.bytedeco.pytorch.TensorOptions(torch.ScalarType.Long))
                    .clone(); // [m]
            Tensor inner = torch.tanh(x.matmul(parameters.parameter("weights")).add(parameters.parameter("shift")));
            Tensor output = inner.matmul(parameters.parameter("output"))
                    .add(parameters.parameter("bias").index_select(0, items)); // [m]
            float[] repeat = new float[m];
            output.detach().contiguous().data_ptr_float().get(repeat);
            float[] gradient = new float[m];
            double loss = batch.loss(repeat, gradient);
            parameters.zeroGradients();
            Tensor upstream =
                    torch.from_blob(new FloatPointer(gradient), new long[] {m}).clone();
            torch.sum(output.mul(upstream)).backward();
            adam.step();
            return loss;
        }
    }

    private static RepeatTerm.Member member(FlatParameters parameters) {
        var stored = parameters.stored();
        return new RepeatTerm.Member(
                Checkpoint.require(stored, "weights").floats(),
                Checkpoint.require(stored, "shift").floats(),
                Checkpoint.require(stored, "output").floats(),
                Checkpoint.require(stored, "bias").floats());
    }

    static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int k = 0; k < size; k++) {
            int other = random.nextInt(k + 1);
            order[k] = order[other];
            order[other] = k;
        }
        return order;
    }
}
