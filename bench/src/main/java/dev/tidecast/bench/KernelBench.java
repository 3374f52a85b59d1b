package dev.tidecast.bench;

import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.model.inference.PackedMatrix;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The loops of inference and losses at the sizes of 2 x LSTM(128) and 3,417 items, in vector code and in plain Java. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx512m", "--add-modules=jdk.incubator.vector"})
public class KernelBench {
    private static final int UNITS = 128;
    private static final int ITEMS = 3_417;
    private static final int GROUP = 32;

    @Param({"fastest", "scalar"})
    String kernels = "fastest";

    private FloatKernels chosen = FloatKernels.fastest();
    private final float[] states = values(GROUP * UNITS);
    private final float[] sums = new float[GROUP * 4 * UNITS];
    private final float[] logits = values(ITEMS);
    private final PackedMatrix gates = new PackedMatrix(values(4 * UNITS * UNITS), 4 * UNITS, UNITS);

    @Setup
    public void choose() {
        chosen = kernels.equals("scalar") ? FloatKernels.scalar() : FloatKernels.fastest();
    }

    private static float[] values(int count) {
        Random random = new Random(1);
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = (float) random.nextGaussian();
        }
        return values;
    }

    @Benchmark
    public float dot() {
        return chosen.dot(states, 0, states, UNITS, UNITS);
    }

    /** The gates of one layer for one history: 131,072 floating-point operations. */
    @Benchmark
    public float[] gatesOfOne() {
        chosen.addProducts(gates, states, 1, sums);
        return sums;
    }

    /** The same for 32 histories. */
    @Benchmark
    public float[] gatesOfGroup() {
        chosen.addProducts(gates, states, GROUP, sums);
        return sums;
    }

    /** The numerators of a softmax; shifted anew each time, so that no value runs away. */
    @Benchmark
    public double softmax() {
        return chosen.expAndSum(logits, ITEMS, chosen.max(logits, ITEMS));
    }

    @Benchmark
    public float[] sigmoid() {
        chosen.sigmoid(sums, 0, 3 * UNITS);
        return sums;
    }

    @Benchmark
    public float[] tanh() {
        chosen.tanh(sums, 0, UNITS);
        return sums;
    }
}
