package dev.tidecast.model;

import dev.tidecast.sequence.Target;
import java.util.List;
import java.util.Locale;

/**
 * Every setting of a run but the log itself; read from a YAML file, never copied into code.
 *
 * @param name shown in reports
 * @param seed of all randomness
 * @param threads for training and scoring; 0 takes all processors
 * @param target what the models are judged on
 * @param horizons days for which forecasts are made, ascending
 * @param models the names of those that are backtested, in this order
 * @param bootstrapResamples of the paired bootstrap, clustered by user
 * @param judging what a backtest judges beside the target
 * @param promotion what a model must show before it is served
 */
public record Recipe(
        String name,
        long seed,
        int threads,
        Target target,
        List<Integer> horizons,
        List<String> models,
        Cuts cuts,
        int bootstrapResamples,
        Network network,
        Counters counters,
        Judging judging,
        PromotionRule promotion) {
    /** What {@link Network#content} may name beside a shop's own vectors. */
    public static final List<String> CONTENT = List.of("titles", "category", "brand", "price-band");

    /** How a step of the optimiser goes: Adam (Kingma and Ba 2015), AdamW (Loshchilov and Hutter 2019), plain SGD. */
    public enum Optimiser {
        ADAM,
        ADAMW,
        SGD
    }

    /**
     * The network's sequence encoder: LSTM (Hochreiter and Schmidhuber 1997; forget gate of Gers, Schmidhuber and Cummins
     * 2000), GRU (Cho et al. 2014), plain RNN (Elman 1990), causal Transformer (Kang and McAuley 2018), its gated variant
     * LiGR (Borisyuk et al. 2025), HSTU (Zhai et al. 2024).
     */
    public enum Trunk {
        LSTM(4),
        GRU(3),
        RNN(1),
        TRANSFORMER(0),
        LIGR(0),
        HSTU(0);

        private final int gates;

        Trunk(int gates) {
            this.gates = gates;
        }

        /** Whether it carries a state from step to step, and reads any number of steps. */
        public boolean recurrent() {
            return gates > 0;
        }

        /** Blocks of H rows in each weight matrix of a recurrent layer, 0 for attention. */
        public int gates() {
            return gates;
        }

        /** The word of recipes and tensor names: {@code lstm}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where the backtest cuts: the last cut lies one horizon before the end of the log.
     *
     * @param spacingDays between one cut and the one before it
     */
    public record Cuts(int count, int spacingDays) {
        public Cuts {
            within("cuts.count", count, 1, 100);
            within("cuts.spacing-days", spacingDays, 1, 3_650);
        }
    }

    /** How layers of a recurrent trunk stand on each other; attention trunks are always residual. */
    public enum Stacking {
        /** Residual with layer norm from four layers on. */
        AUTO,
        PLAIN,
        RESIDUAL
    }

    /** What a trunk that stands alone is trained to tell. */
    public enum Objective {
        /** The items of the window after an anchor. */
        WINDOW,
        /** The item of the next event, at every event. */
        NEXT_ITEM
    }

    /**
     * The interest network and its training.
     *
     * @param heads of attention trunks; others leave it at 1
     * @param length L, the last steps of a history that are read
     * @param stacking of recurrent trunks
     * @param objective of a trunk that stands alone
     * @param nextItem how a model of the next item is trained
     * @param window how a trunk is trained on windows
     * @param heldOutUsers the share of users that {@code train} leaves out and judges the model on; 0 for none
     * @param compute device and precision of training
     * @param content what the interest network knows of items beside their numbers: words of {@link #CONTENT} and names of
     *     vectors
     * @param inputs what it reads of a history's steps beside what they always tell
     * @param size H, units of a layer
     * @param embedding D, width of an item's embedding
     * @param batch B, histories in one step
     * @param clip largest norm of the gradient; 0 switches clipping off
     */
    public record Network(
            Trunk trunk,
            int layers,
            int size,
            int heads,
            int length,
            Stacking stacking,
            double dropout,
            int embedding,
            int epochs,
            int batch,
            Optimiser optimiser,
            double learningRate,
            double weightDecay,
            double clip,
            Objective objective,
            NextItemRecipe nextItem,
            WindowRecipe window,
            double heldOutUsers,
            Compute compute,
            List<String> content,
            List<StepInput> inputs) {
        public Network {
            content = List.copyOf(content);
            inputs = List.copyOf(inputs);
            within("network.heads", heads, 1, 64);
            within("network.length", length, 1, 10_000);
            within("network.layers", layers, 1, 16);
            within("network.size", size, 1, 4_096);
            within("network.dropout", dropout, 0, 0.95);
            within("network.embedding", embedding, 1, 4_096);
            within("network.epochs", epochs, 1, 10_000);
            within("network.batch", batch, 1, 65_536);
            within("network.learning-rate", learningRate, 1e-9, 10);
            within("network.weight-decay", weightDecay, 0, 10);
            within("network.clip", clip, 0, 1e6);
            within("network.held-out-users", heldOutUsers, 0, 0.9);
        }
    }

    /**
     * The decayed counts of a user's own interactions.
     *
     * @param halfLives days, after which an interaction counts half
     * @param anchorWeeks how far back of the cut training anchors reach
     * @param titles what an item lends to one of the same title, beside what co-occurrence lends
     * @param newness whether how new an item is speaks for it where a user has not met it
     */
    public record Counters(List<Double> halfLives, int anchorWeeks, double titles, boolean newness) {
        public Counters {
            halfLives = List.copyOf(halfLives);
            if (halfLives.isEmpty()) {
                throw new IllegalArgumentException("counters.half-lives is empty: name at least one, in days");
            }
            halfLives.forEach(days -> within("counters.half-lives", days, 0.01, 36_500));
            within("counters.anchor-weeks", anchorWeeks, 1, 520);
            within("counters.titles", titles, 0, 100);
        }
    }

    public Recipe {
        horizons = horizons.stream().sorted().distinct().toList();
        models = List.copyOf(models);
        if (horizons.isEmpty() || models.isEmpty()) {
            throw new IllegalArgumentException("horizons and models must each name at least one");
        }
        horizons.forEach(days -> within("horizons", days, 1, 3_650));
        within("threads", threads, 0, 4_096);
        within("bootstrap.resamples", bootstrapResamples, 10, 1_000_000);
    }

    /** Threads to use on this machine: {@link #threads}, or all processors where that is 0. */
    public int usableThreads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    private static void within(String setting, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    setting + " is " + plain(value) + ": " + plain(low) + " to " + plain(high) + " are allowed");
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
