package dev.tidecast.neural;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * libtorch and OpenBLAS, loaded once for the whole JVM; whoever touches tensors holds one, as proof that it is loaded.
 *
 * <p>Native operations run on the thread that calls them: a step is shared by giving each thread a part of the batch
 * ({@link TrainingLoop}), never by splitting one product, which on few cores is slower than one thread alone. Each
 * thread touches tensors of its own part only.
 */
public final class NativeRuntime {
    /** Settings of JavaCPP that its classes read when they are loaded: no limits of its own on native memory. */
    private static final Map<String, String> JAVACPP =
            Map.of("org.bytedeco.javacpp.maxBytes", "0", "org.bytedeco.javacpp.maxPhysicalBytes", "0");

    private static @Nullable NativeRuntime started;

    private final int threads;
    private final List<String> refused;

    private NativeRuntime(int threads, List<String> refused) {
        this.threads = threads;
        this.refused = List.copyOf(refused);
    }

    /**
     * Loads the native libraries at the first call and returns the one runtime; {@code threads} is the number that
     * the steps of a training share their work between, and must be the same at each call (weights depend on it).
     *
     * @throws IllegalStateException if the platform has no native libraries, or the number of threads changes
     */
    public static synchronized NativeRuntime start(int threads) {
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException("threads is " + threads + ", allowed are 1 to 1024");
        }
        if (started == null) {
            started = load(threads);
        }
        if (started.threads != threads) {
            throw new IllegalStateException("the native runtime runs with " + started.threads + " threads, " + threads
                    + " were asked for; start a new JVM to change that, since weights depend on it");
        }
        return started;
    }

    private static NativeRuntime load(int threads) {
        List<String> refused = GlibcMemory.tune();
        JAVACPP.forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
        // JavaCPP prefers libraries on this path to its own; a libtorch of the system there crashes the JVM.
        String path = System.setProperty("java.library.path", "");
        try {
            Loader.load(openblas.class);
            Loader.load(torch.class);
        } catch (LinkageError missing) {
            throw new IllegalStateException(
                    "libtorch can't be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + " (" + missing.getMessage()
                            + "); training runs on Linux x86-64, "
                            + "macOS arm64 and Windows x86-64, while forecasting needs no libtorch",
                    missing);
        } finally {
            System.setProperty("java.library.path", path == null ? "" : path);
        }
        torch.set_num_threads(1);
        openblas_nolapack.blas_set_num_threads(1);
        return new NativeRuntime(threads, refused);
    }

    /** Threads that the steps of a training share their work between. */
    public int threads() {
        return threads;
    }

    /** What the C library refused of the memory settings, for the log; empty where all is well. */
    public List<String> refusedSettings() {
        return refused;
    }

    /** Engine, version and processor features, for provenance. */
    public String description() {
        return "libtorch " + torch.class.getPackage().getImplementationVersion() + ", OpenBLAS "
                + openblas.class.getPackage().getImplementationVersion() + ", "
                + torch.get_cpu_capability().getString() + ", " + threads + " threads";
    }

    /** Seeds libtorch's random numbers for one step, so that a step draws the same whatever ran before it. */
    public void seed(long seed, long step) {
        torch.manual_seed(Seeds.mix(seed, step));
    }
}
