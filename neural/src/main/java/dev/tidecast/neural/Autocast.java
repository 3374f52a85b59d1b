package dev.tidecast.neural;

import dev.tidecast.model.Precision;
import dev.tidecast.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;

/**
 * While open, and where the precision is mixed, libtorch computes this thread's products and recurrent layers on bfloat16
 * copies of their inputs; parameters, their gradients and sums stay single floats.
 */
final class Autocast implements AutoCloseable {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private final boolean on;
    private final torch.DeviceType device;

    Autocast(Precision precision, torch.DeviceType device) {
        this.on = precision == Precision.MIXED;
        this.device = device;
        if (on) {
            torch.set_autocast_dtype(device, torch.ScalarType.BFloat16);
            torch.set_autocast_cache_enabled(false); // each weight is read once, and the next step changes it
            torch.set_autocast_enabled(device, true);
        }
    }

    /** The precision wanted, or single where mixed is slower there: on processors that don't multiply bfloat16. */
    static Precision usable(Precision wanted, Placement place) {
        return place.type() != torch.DeviceType.CPU || pays() ? wanted : Precision.SINGLE;
    }

    /** Says where {@code model} is trained and in which precision, where that is not what one would take for granted. */
    static void tell(Progress progress, String model, Precision wanted, Placement place) {
        if (place.apart()) {
            progress.line(model + ": steps are computed on a GPU by CUDA; epochs are validated by processors");
        }
        if (usable(wanted, place) != wanted) {
            progress.line(model + ": precision is single, not mixed: this processor has no AVX512-BF16");
        }
    }

    private static boolean pays() {
        try {
            String features = Files.readString(PROCESSOR);
            return features.contains("avx512_bf16") || features.contains("amx_bf16");
        } catch (IOException notLinux) {
            return false;
        }
    }

    @Override
    public void close() {
        if (on) {
            torch.set_autocast_enabled(device, false);
        }
    }
}
