package dev.tidecast.bench;

import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.neural.Dropout;
import dev.tidecast.neural.EaseSolver;
import dev.tidecast.neural.FlatParameters;
import dev.tidecast.neural.NativeRuntime;
import dev.tidecast.neural.Trunk;
import dev.tidecast.neural.WindowLogits;
import dev.tidecast.neural.WindowSoftmax;
import dev.tidecast.neural.WindowTargets;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Times the parts of a training step on one thread: best of some runs, as CPU seconds (which other processes do not
 * disturb) and as wall seconds.
 */
public final class NeuralBench {
    private static final int UNITS = 128;
    private static final int ITEMS = 4_600;
    private static final int ANCHORS = 512;

    private NeuralBench() {}

    /** Takes no arguments; prints one line a part. */
    public static void main(String[] arguments) {
        NativeRuntime runtime = NativeRuntime.start(1);
        System.out.println(runtime.description());
        lstm(runtime);
        softmax(runtime);
        ease(runtime);
    }

    private static void lstm(NativeRuntime runtime) {
        TrunkShape shape = TrunkShape.recurrent(Recipe.Trunk.LSTM, UNITS, UNITS, 2);
        try (FlatParameters parameters = new FlatParameters(runtime, Trunk.shapes("trunk", shape), 1)) {
            Trunk trunk = Trunk.of("trunk", shape, parameters);
            best("2 x LSTM(128), 128 histories of 50 steps, forward and backward", 15, () -> {
                try (PointerScope scope = new PointerScope()) {
                    Tensor x = torch.randn(50, 128, UNITS); // [T x B x D]
                    trunk.forward(x, null, new Dropout(.1, 1)).sum().backward();
                }
            });
        }
    }

    private static void softmax(NativeRuntime runtime) {
        int[] candidates = new int[ANCHORS];
        Arrays.fill(candidates, ITEMS);
        int[] from = new int[ANCHORS + 1];
        int[] items = new int[ANCHORS];
        float[] counts = new float[ANCHORS];
        Arrays.fill(counts, 1);
        for (int a = 0; a < ANCHORS; a++) {
            from[a + 1] = a + 1;
            items[a] = a;
        }
        WindowTargets targets = new WindowTargets(candidates, from, items, counts, 1.0 / ANCHORS);
        try (WindowSoftmax softmax = new WindowSoftmax(runtime, ITEMS);
                PointerScope all = new PointerScope()) {
            Tensor h = torch.randn(ANCHORS, UNITS); // [A x d]
            Tensor e = torch.randn(ITEMS, UNITS); // [V x d]
            Tensor gradient = torch.zeros(ITEMS, UNITS); // [V x d]
            best("softmax of 512 anchors over 4,600 items of 128 factors, with gradients", 20, () -> {
                try (PointerScope scope = new PointerScope()) {
                    softmax.withGradient(new WindowLogits(ITEMS).factors(h, e, gradient), targets);
                }
            });
        }
    }

    private static void ease(NativeRuntime runtime) {
        Random random = new Random(1);
        float[] gram = new float[ITEMS * ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            for (int k = 0; k < 60; k++) {
                int j = random.nextInt(ITEMS);
                gram[i * ITEMS + j]++;
                gram[j * ITEMS + i]++;
            }
            gram[i * ITEMS + i] += 700;
        }
        EaseSolver solver = new EaseSolver(runtime);
        best("inverse of 4,600 x 4,600 for EASE", 3, () -> solver.invert(gram, ITEMS));
    }

    private static void best(String what, int runs, Runnable work) {
        double cpu = Double.MAX_VALUE;
        double wall = Double.MAX_VALUE;
        for (int k = 0; k < runs; k++) {
            long wallStart = System.nanoTime();
            long cpuStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            cpu = Math.min(cpu, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuStart);
            wall = Math.min(wall, System.nanoTime() - wallStart);
        }
        System.out.printf("%s: %.1f ms of CPU, %.1f ms of wall time%n", what, cpu / 1e6, wall / 1e6);
    }
}
