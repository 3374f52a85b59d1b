package dev.tidecast.evaluate;

import dev.tidecast.model.Baselines;
import java.util.List;
import java.util.function.Predicate;

/**
 * How a backtest is judged.
 *
 * @param resamples of the bootstrap
 * @param seed of the bootstrap and of the random model
 * @param threads that score users
 * @param pairs models whose paired difference is wanted beside that to the best baseline; absent models are skipped
 * @param baseline whether a model of that name is one that others are held to
 */
public record BacktestSettings(int resamples, long seed, int threads, List<Pair> pairs, Predicate<String> baseline) {
    /** Two models by name: the difference is first - second. */
    public record Pair(String first, String second) {}

    public BacktestSettings {
        if (resamples < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    resamples + " resamples on " + threads + " threads: 1 or more are allowed");
        }
        pairs = List.copyOf(pairs);
    }

    /** 1,000 resamples, seed 1, all processors, the interest network against TIFU-KNN and weighted counters. */
    public static BacktestSettings standard() {
        return new BacktestSettings(
                1000,
                1,
                Runtime.getRuntime().availableProcessors(),
                List.of(new Pair("interest-network", "tifu-knn"), new Pair("interest-network", "weighted-counters")),
                Baselines::isBaseline);
    }
}
