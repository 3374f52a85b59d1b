package dev.tidecast.evaluate;

import dev.tidecast.model.Baselines;
import dev.tidecast.model.Judging;
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
 * @param judging facets, behaviours, protocol, staleness and the budget
 */
public record BacktestSettings(
        int resamples, long seed, int threads, List<Pair> pairs, Predicate<String> baseline, Judging judging) {
    /** Two models by name: the difference is first - second. */
    public record Pair(String first, String second) {}

    public BacktestSettings {
        if (resamples < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    resamples + " resamples on " + threads + " threads: 1 or more are allowed");
        }
        pairs = List.copyOf(pairs);
    }

    /** With windows, the facets that the log tells and the target's behaviour. */
    public BacktestSettings(int resamples, long seed, int threads, List<Pair> pairs, Predicate<String> baseline) {
        this(resamples, seed, threads, pairs, baseline, Judging.standard());
    }

    /** These settings with another judging. */
    public BacktestSettings with(Judging other) {
        return new BacktestSettings(resamples, seed, threads, pairs, baseline, other);
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
