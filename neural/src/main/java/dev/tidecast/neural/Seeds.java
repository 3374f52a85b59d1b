package dev.tidecast.neural;

import java.util.SplittableRandom;

/** Derives seeds from a run's seed and a counter, so that any step can be repeated without those before it. */
final class Seeds {
    private Seeds() {}

    /** A seed for the pair, well spread (Steele, Lea and Flood's SplitMix64 finaliser). */
    static long mix(long seed, long counter) {
        long z = seed + (counter + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A generator for the pair. */
    static SplittableRandom random(long seed, long counter) {
        return new SplittableRandom(mix(seed, counter));
    }
}
