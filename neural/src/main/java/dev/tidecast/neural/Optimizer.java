package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import java.util.Map;
import java.util.SortedMap;

/** Changes the parameters of one network along their gradients, in place on the flat tensors. */
public sealed interface Optimizer extends AutoCloseable permits Sgd, Adam {
    /** Makes one step with the gradients as they stand, at {@code share} of the learning rate. */
    void step(double share);

    /** Makes one step at the whole learning rate. */
    default void step() {
        step(1);
    }

    /** The number of steps made. */
    long steps();

    /** All state but the parameters, as it is stored. */
    SortedMap<String, StoredTensor> stored();

    /** Goes on from {@link #stored}. */
    void load(Map<String, StoredTensor> stored);

    @Override
    void close();

    /** Settings of an optimiser, as recipes give them. */
    sealed interface Settings {
        /** Builds the optimiser of {@code parameters}. */
        Optimizer of(FlatParameters parameters);

        /** The settings in words, for error messages and provenance. */
        String description();
    }

    /** Stochastic gradient descent with momentum (0 for none); weight decay is added to the gradient. */
    record SgdSettings(double learningRate, double momentum, double weightDecay) implements Settings {
        public SgdSettings {
            requireRate(learningRate);
            requireUnit("momentum", momentum);
            requireDecay(weightDecay);
        }

        @Override
        public Optimizer of(FlatParameters parameters) {
            return new Sgd(parameters, this);
        }

        @Override
        public String description() {
            return "sgd(learningRate=" + learningRate + ", momentum=" + momentum + ", weightDecay=" + weightDecay + ")";
        }
    }

    /**
     * Adam (Kingma and Ba, 2015); {@code decoupled} is AdamW (Loshchilov and Hutter, 2019): weight decay shrinks the
     * parameters themselves instead of being added to the gradient.
     */
    record AdamSettings(
            double learningRate, double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled)
            implements Settings {
        public AdamSettings {
            requireRate(learningRate);
            requireUnit("beta1", beta1);
            requireUnit("beta2", beta2);
            requireDecay(weightDecay);
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("epsilon is " + epsilon + ", it must be above 0, such as 1e-8");
            }
        }

        /** Adam with its authors' settings: .9, .999, 1e-8, no weight decay. */
        public static AdamSettings adam(double learningRate) {
            return new AdamSettings(learningRate, .9, .999, 1e-8, 0, false);
        }

        /** AdamW with Adam's settings and the given weight decay. */
        public static AdamSettings adamW(double learningRate, double weightDecay) {
            return new AdamSettings(learningRate, .9, .999, 1e-8, weightDecay, true);
        }

        @Override
        public Optimizer of(FlatParameters parameters) {
            return new Adam(parameters, this);
        }

        @Override
        public String description() {
            return (decoupled ? "adamw" : "adam") + "(learningRate=" + learningRate + ", beta1=" + beta1 + ", beta2="
                    + beta2 + ", epsilon=" + epsilon + ", weightDecay=" + weightDecay + ")";
        }
    }

    private static void requireRate(double learningRate) {
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "learningRate is " + learningRate + ", it must be above 0, such as 0.001");
        }
    }

    private static void requireUnit(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed is 0 up to, but not, 1");
        }
    }

    private static void requireDecay(double weightDecay) {
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weightDecay is " + weightDecay + ", it must be 0 or more");
        }
    }
}
