package dev.tidecast.bench;

import dev.tidecast.model.Recipe;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.neural.Dropout;
import dev.tidecast.neural.FlatParameters;
import dev.tidecast.neural.NativeRuntime;
import dev.tidecast.neural.Trunk;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How near each trunk's training step comes to the speed of a matrix product: forward and backward of two layers on one
 * thread, in CPU seconds, which other processes disturb less than wall seconds. Best of some runs.
 */
public final class TrunkBench {
    private static final int UNITS = 128;
    private static final int HISTORIES = Integer.getInteger("B", 64);
    private static final int STEPS = 100;

    private TrunkBench() {}

    /** Takes no arguments; prints one line a trunk. */
    public static void main(String[] arguments) {
        NativeRuntime runtime = NativeRuntime.start(1);
        System.out.println(runtime.description());
        double peak = product();
        for (Recipe.Trunk kind : Recipe.Trunk.values()) {
            TrunkShape shape = kind.recurrent()
                    ? TrunkShape.recurrent(kind, UNITS, UNITS, 2)
                    : TrunkShape.attention(kind, UNITS, 2, 2, STEPS);
            double seconds = step(runtime, shape);
            double speed = 3 * 2 * flops(kind) * HISTORIES * STEPS / seconds / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%-11s %6.1f ms, %5.1f GFLOP/s, %3.0f %% of the product%n",
                    kind.word(),
                    seconds * 1e3,
                    speed,
                    100 * speed / peak);
        }
    }

    /** Multiplications and additions of one layer for one step of one history, forward. */
    private static double flops(Recipe.Trunk kind) {
        double square = 2.0 * UNITS * UNITS;
        double causal = 2.0 * STEPS * UNITS; // half of two products [T x T x D]
        return switch (kind) {
            case LSTM, GRU, RNN -> 2 * kind.gates() * square;
            case TRANSFORMER -> 6 * square + causal;
            case LIGR -> 18 * square + causal;
            case HSTU -> 5 * square + 2 * causal;
        };
    }

    private static double product() {
        try (PointerScope scope = new PointerScope()) {
            Tensor a = torch.randn(HISTORIES * STEPS, 512);
            Tensor b = torch.randn(512, 512);
            double seconds = CpuSeconds.best(40, () -> {
                try (PointerScope each = new PointerScope()) {
                    a.mm(b);
                }
            });
            double speed = 2.0 * HISTORIES * STEPS * 512 * 512 / seconds / 1e9;
            System.out.printf(Locale.ROOT, "product of [6400 x 512] and [512 x 512]: %.1f GFLOP/s%n", speed);
            return speed;
        }
    }

    private static double step(NativeRuntime runtime, TrunkShape shape) {
        try (FlatParameters parameters = new FlatParameters(runtime, Trunk.shapes("trunk", shape), 1)) {
            Trunk trunk = Trunk.of("trunk", shape, parameters);
            return CpuSeconds.best(12, () -> {
                try (PointerScope scope = new PointerScope()) {
                    Tensor x = torch.randn(STEPS, HISTORIES, UNITS); // [T x B x D]
                    trunk.forward(x, null, Dropout.none()).sum().backward();
                }
            });
        }
    }
}
