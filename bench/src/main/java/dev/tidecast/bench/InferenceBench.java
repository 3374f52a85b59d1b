package dev.tidecast.bench;

import dev.tidecast.model.Recipe;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.model.inference.NearestItems;
import dev.tidecast.model.inference.RecurrentInference;
import dev.tidecast.model.inference.RecurrentState;
import dev.tidecast.model.inference.TimedSteps;
import dev.tidecast.model.inference.TrunkInference;
import dev.tidecast.model.inference.TrunkShape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Inference on one thread: state updates a second of two recurrent layers of 128, alone and in groups, and the best 20 of
 * 100,000 items with 128 factors. Best of some runs, in CPU seconds, which other processes disturb less than wall seconds.
 */
public final class InferenceBench {
    private static final int UNITS = 128;
    private static final int ITEMS = 100_000;
    private static final int BEST = 20;

    private final Random random = new Random(3);

    private InferenceBench() {}

    /** Takes no arguments; prints one line a figure. */
    public static void main(String[] arguments) {
        InferenceBench bench = new InferenceBench();
        System.out.println(FloatKernels.fastest().name());
        for (Recipe.Trunk kind : List.of(Recipe.Trunk.LSTM, Recipe.Trunk.GRU)) {
            bench.updates(kind);
        }
        bench.nearest();
    }

    private float[] floats(int size, float spread) {
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = spread * (float) random.nextGaussian();
        }
        return values;
    }

    private void updates(Recipe.Trunk kind) {
        TrunkShape shape = TrunkShape.recurrent(kind, UNITS, UNITS, 2);
        int rows = kind.gates() * UNITS;
        Map<String, StoredTensor> weights = new HashMap<>();
        for (int l = 0; l < 2; l++) {
            String layer = "trunk." + kind.word() + "." + l;
            weights.put(layer + ".input", StoredTensor.of(floats(rows * UNITS, .08f), rows, UNITS));
            weights.put(layer + ".state", StoredTensor.of(floats(rows * UNITS, .08f), rows, UNITS));
            weights.put(layer + ".bias", StoredTensor.of(floats(rows, .08f), rows));
            weights.put(layer + ".stateBias", StoredTensor.of(floats(rows, .08f), rows));
        }
        RecurrentInference trunk =
                (RecurrentInference) TrunkInference.of(shape, "trunk", weights, FloatKernels.fastest());
        float[] x = floats(UNITS, 1);
        RecurrentState[] state = {trunk.start()};
        double alone = CpuSeconds.best(40, () -> {
            for (int k = 0; k < 500; k++) {
                state[0] = trunk.step(state[0], x);
            }
        });
        List<TimedSteps> histories = IntStream.range(0, 32)
                .mapToObj(k -> TimedSteps.untimed(floats(50 * UNITS, 1)))
                .toList();
        double together = CpuSeconds.best(40, () -> trunk.encode(histories));
        System.out.printf(
                Locale.ROOT,
                "2 x %s(%d): %.0f updates/s one at a time, %.0f in groups of 32%n",
                kind.word(),
                UNITS,
                500 / alone,
                32 * 50 / together);
    }

    private void nearest() {
        float[] factors = floats(ITEMS * UNITS, 1);
        NearestItems nearest = new NearestItems(factors, UNITS, FloatKernels.fastest());
        float[] room = nearest.room();
        int hits = 0;
        for (int trial = 0; trial < 50; trial++) {
            float[] x = floats(UNITS, 1);
            int[] exact = exact(factors, x);
            hits += (int) Arrays.stream(nearest.best(x, BEST, room))
                    .filter(item -> Arrays.stream(exact).anyMatch(other -> other == item))
                    .count();
        }
        float[] x = floats(UNITS, 1);
        double seconds = CpuSeconds.best(300, () -> nearest.best(x, BEST, room));
        double plain = CpuSeconds.best(60, () -> exact(factors, x));
        System.out.printf(
                Locale.ROOT,
                "best %d of %d items: %.2f ms at half precision with exact rescoring, recall %.4f; %.2f ms exact%n",
                BEST,
                ITEMS,
                seconds * 1e3,
                hits / (50.0 * BEST),
                plain * 1e3);
    }

    private static int[] exact(float[] factors, float[] x) {
        float[] scores = new float[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            scores[i] = FloatKernels.fastest().dot(x, 0, factors, i * UNITS, UNITS);
        }
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        float least = sorted[ITEMS - BEST];
        return IntStream.range(0, ITEMS).filter(i -> scores[i] >= least).toArray();
    }
}
