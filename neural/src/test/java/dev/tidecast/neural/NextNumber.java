package dev.tidecast.neural;

import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.TrunkShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/** A small task for tests: histories that count upwards, and the target is the next number. */
final class NextNumber implements Objective<NextNumber.Part> {
    private static final int V = 20;
    private static final int H = 16;
    private static final TrunkShape TRUNK = TrunkShape.recurrent(Recipe.Trunk.LSTM, V, H, 2);

    private final FlatParameters parameters;
    private final Trunk trunk;
    private final WindowSoftmax softmax;

    /** Histories of one length, each from its start upwards. */
    record Part(int length, int[] starts) {}

    NextNumber(NativeRuntime runtime, FlatParameters parameters) {
        this.parameters = parameters;
        this.trunk = Trunk.of("trunk", TRUNK, parameters);
        this.softmax = new WindowSoftmax(runtime, V);
    }

    static List<ParameterShape> shapes() {
        List<ParameterShape> shapes = new ArrayList<>(Trunk.shapes("trunk", TRUNK));
        shapes.add(new ParameterShape("items", new long[] {V, H}, new ParameterShape.Start.Normal(.1f)));
        return shapes;
    }

    @Override
    public double backward(Part part, long seed) {
        int count = part.starts().length;
        float[] x = new float[part.length() * count * V];
        int[] from = new int[count + 1];
        int[] items = new int[count];
        for (int b = 0; b < count; b++) {
            for (int t = 0; t < part.length(); t++) {
                x[(t * count + b) * V + (part.starts()[b] + t) % V] = 1;
            }
            items[b] = (part.starts()[b] + part.length()) % V;
            from[b + 1] = b + 1;
        }
        Tensor states = trunk.forward(Tensor.create(x, part.length(), count, V), null, new Dropout(.1, seed));
        Tensor h = states.select(0, part.length() - 1); // [B x H]
        WindowLogits logits =
                new WindowLogits(V).factors(h, parameters.parameter("items"), parameters.gradient("items"));
        WindowSoftmax.WindowLoss loss = softmax.withGradient(logits, targets(from, items));
        loss.carryBack(h);
        return loss.value();
    }

    private static WindowTargets targets(int[] from, int[] items) {
        float[] ones = new float[items.length];
        Arrays.fill(ones, 1);
        int[] candidates = new int[items.length];
        Arrays.fill(candidates, V);
        return new WindowTargets(candidates, from, items, ones, 1.0 / 32);
    }

    @Override
    public void close() {
        softmax.close();
    }

    static Lessons<Part> lessons(int steps) {
        return new Lessons<>() {
            @Override
            public List<List<Part>> batches(int epoch) {
                SplittableRandom random = Seeds.random(99, epoch);
                List<List<Part>> batches = new ArrayList<>();
                for (int k = 0; k < steps; k++) {
                    List<Part> parts = new ArrayList<>();
                    for (int length = 2; length <= 5; length++) {
                        parts.add(new Part(length, random.ints(8, 0, V).toArray()));
                    }
                    batches.add(parts);
                }
                return batches;
            }

            @Override
            public SortedMap<String, Double> validate() {
                return new TreeMap<>();
            }
        };
    }
}
