package dev.tidecast.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The difference between two models' figures on the same users, with its bootstrap 95 % interval. */
public final class PairedDifference {
    private PairedDifference() {}

    /**
     * First - second, over the rows where both have a figure; users are resampled with all their rows.
     *
     * @param first a figure a row, NaN where there is none
     * @param second of the other model, the same rows
     * @param user of each row
     * @throws IllegalArgumentException if the rows are not as many
     */
    public static Estimate of(float[] first, float[] second, int[] user, int resamples, long seed) {
        if (first.length != second.length || first.length != user.length) {
            throw new IllegalArgumentException(first.length + " and " + second.length + " figures of " + user.length
                    + " users: one a user of each model is needed");
        }
        float[] difference = new float[user.length];
        double total = 0;
        int rows = 0;
        for (int row = 0; row < user.length; row++) {
            difference[row] = first[row] - second[row];
            if (!Float.isNaN(difference[row])) {
                total += difference[row];
                rows++;
            }
        }
        if (rows == 0) {
            return new Estimate(null, null, null);
        }
        int[] cluster = clusters(user);
        int clusters = Arrays.stream(cluster).max().orElse(0) + 1;
        double[][] means = new Bootstrap(clusters, resamples, seed).means(new float[][] {difference}, cluster);
        return Bootstrap.interval(total / rows, means[0]);
    }

    /** The users numbered from 0. */
    private static int[] clusters(int[] user) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] cluster = new int[user.length];
        for (int row = 0; row < user.length; row++) {
            numbers.putIfAbsent(user[row], numbers.size());
            cluster[row] = numbers.getOrDefault(user[row], 0);
        }
        return cluster;
    }
}
