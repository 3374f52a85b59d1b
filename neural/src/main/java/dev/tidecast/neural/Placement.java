package dev.tidecast.neural;

import dev.tidecast.model.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Where the tensors of a step are: in this machine's memory, which is also where parameters and optimisers live, or apart,
 * as on a GPU. Apart, each step begins with a copy of the parameters and ends with a copy of the gradients.
 *
 * @param type of the memory
 * @param apart whether steps work on copies
 */
record Placement(torch.DeviceType type, boolean apart) {
    static final Placement HOST = new Placement(torch.DeviceType.CPU, false);

    /** What a GPU would do, in this machine's memory: for tests. */
    static final Placement APART = new Placement(torch.DeviceType.CPU, true);

    private static final Placement GPU = new Placement(torch.DeviceType.CUDA, true);

    /**
     * The place that {@code wanted} stands for on this machine; the natives must be loaded.
     *
     * @throws IllegalStateException if a GPU is wanted and there is none
     */
    static Placement of(Device wanted) {
        return of(wanted, torch.cuda_is_available());
    }

    static Placement of(Device wanted, boolean available) {
        return switch (wanted) {
            case CPU -> HOST;
            case AUTO -> available ? GPU : HOST;
            case CUDA -> {
                if (!available) {
                    throw new IllegalStateException("network.device is cuda, but libtorch sees no GPU: build with"
                            + " -Pcuda on a machine with CUDA 13 and its driver, or set network.device to auto or cpu");
                }
                yield GPU;
            }
        };
    }

    /** {@code made}, in the memory in which {@code other} is. */
    static Tensor beside(Tensor other, Tensor made) {
        return other.device().equals(made.device()) ? made : made.to(other.device(), made.scalar_type());
    }
}
