package dev.tidecast.neural;

import org.jspecify.annotations.Nullable;

/**
 * How a network is trained.
 *
 * @param epochs how many epochs at most
 * @param optimizer which optimiser with which settings
 * @param largestNorm gradients are scaled down to this Euclidean norm; infinity for never
 * @param seed of everything random
 * @param schedule how the learning rate changes
 * @param monitor which epoch's parameters to end with; null: the last one's
 * @param averaging share of itself that the average of the parameters keeps at each step, which is then what is validated
 *     and kept; 0: the parameters themselves
 * @param place where the tensors of its steps are
 */
public record TrainingSettings(
        int epochs,
        Optimizer.Settings optimizer,
        double largestNorm,
        long seed,
        @Nullable Monitor monitor,
        Schedule schedule,
        double averaging,
        Placement place) {
    /** The whole learning rate all the time, in this machine's memory. */
    public TrainingSettings(
            int epochs, Optimizer.Settings optimizer, double largestNorm, long seed, @Nullable Monitor monitor) {
        this(epochs, optimizer, largestNorm, seed, monitor, Schedule.constant(), 0, Placement.HOST);
    }

    public TrainingSettings {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs is " + epochs + ", it must be at least 1");
        }
        if (!(largestNorm > 0)) {
            throw new IllegalArgumentException(
                    "largestNorm is " + largestNorm + ", it must be above 0, such as 1; infinity switches it off");
        }
        if (!(averaging >= 0 && averaging < 1)) {
            throw new IllegalArgumentException("averaging is " + averaging + ", allowed is 0 up to, but not, 1");
        }
    }

    /**
     * Chooses the epoch by a metric of validation.
     *
     * @param metric its name, such as {@code val_ndcg@10}
     * @param larger whether larger is better
     * @param patience stop after this many epochs without a new best
     */
    public record Monitor(String metric, boolean larger, int patience) {
        public Monitor {
            if (patience < 1) {
                throw new IllegalArgumentException("patience is " + patience + ", it must be at least 1 epoch");
            }
        }

        boolean better(double value, double best) {
            return larger ? value > best : value < best;
        }
    }
}
