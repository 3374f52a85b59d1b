package dev.tidecast.model.content;

import dev.tidecast.model.Selection;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.SparseRowsBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * For each item those whose titles have the most in common with its own: the cosine of the words' weights log((1 + N) /
 * (1 + n)) for a word of n among N titles. A word that all titles have says nothing.
 */
public final class TitleNeighbours {
    private final List<int[]> words = new ArrayList<>();
    private final List<List<Integer>> having = new ArrayList<>();
    private final double[] weights;
    private final double[] lengths;

    private TitleNeighbours(List<List<String>> titles) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int item = 0; item < titles.size(); item++) {
            words.add(new HashSet<>(titles.get(item))
                    .stream()
                            .mapToInt(word -> numbers.computeIfAbsent(word, first -> numbers.size()))
                            .sorted()
                            .toArray());
            for (int word : words.get(item)) {
                if (word == having.size()) {
                    having.add(new ArrayList<>());
                }
                having.get(word).add(item);
            }
        }
        weights = having.stream()
                .mapToDouble(items -> Math.log((1.0 + titles.size()) / (1 + items.size())))
                .toArray();
        lengths = words.stream()
                .mapToDouble(own -> Math.sqrt(Arrays.stream(own)
                        .mapToDouble(word -> weights[word] * weights[word])
                        .sum()))
                .toArray();
    }

    /**
     * The {@code count} nearest items of each, itself left out.
     *
     * @param titles words of each item, [V]; none for an item without
     * @param power that cosines are raised to
     * @return cosine^power [V x V]
     */
    public static SparseRows of(List<List<String>> titles, int count, double power) {
        TitleNeighbours all = new TitleNeighbours(titles);
        float[][] cosines = new float[titles.size()][];
        int[][] nearest = new int[titles.size()][];
        IntStream.range(0, titles.size()).parallel().forEach(item -> {
            float[] sums = all.cosines(item);
            nearest[item] = largest(sums, count);
            cosines[item] = new float[nearest[item].length];
            for (int k = 0; k < cosines[item].length; k++) {
                cosines[item][k] = (float) Math.pow(sums[nearest[item][k]], power);
            }
        });
        SparseRowsBuilder rows = new SparseRowsBuilder(titles.size());
        for (int item = 0; item < nearest.length; item++) {
            for (int k = 0; k < nearest[item].length; k++) {
                rows.add(nearest[item][k], cosines[item][k]);
            }
            rows.endRow();
        }
        return rows.build();
    }

    private float[] cosines(int item) {
        float[] sums = new float[lengths.length];
        for (int word : words.get(item)) {
            float square = (float) (weights[word] * weights[word]);
            for (int other : having.get(word)) {
                sums[other] += square;
            }
        }
        for (int other = 0; other < sums.length; other++) {
            sums[other] /= (float) Math.max(1e-12, lengths[item] * lengths[other]);
        }
        sums[item] = 0;
        return sums;
    }

    /** Of equal ones those of lower number; ascending. */
    private static int[] largest(float[] sums, int count) {
        long[] keys = new long[sums.length];
        int size = 0;
        for (int item = 0; item < sums.length; item++) {
            if (sums[item] > 0) {
                keys[size++] = (long) -Float.floatToIntBits(sums[item]) << 32 | item;
            }
        }
        int kept = Math.min(count, size);
        Selection.smallestFirst(keys, size, kept);
        return Arrays.stream(keys, 0, kept).mapToInt(key -> (int) key).sorted().toArray();
    }
}
