package dev.tidecast.model.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists of tokens as numbers, rare words left out: list l is tokens from[l] to from[l + 1] - 1. Words are numbered from
 * the most frequent on, equal ones by their text. Immutable.
 */
public final class Corpus {
    private final List<String> words;
    private final long[] counts;
    private final int[] tokens;
    private final int[] from;

    private Corpus(List<String> words, long[] counts, int[] tokens, int[] from) {
        this.words = words;
        this.counts = counts;
        this.tokens = tokens;
        this.from = from;
    }

    /**
     * Numbers the words of {@code lists} that occur {@code minimum} times or more.
     *
     * @throws IllegalArgumentException if no word is left
     */
    public static Corpus of(List<List<String>> lists, int minimum) {
        Map<String, long[]> occurring = new HashMap<>();
        lists.forEach(list -> list.forEach(word -> occurring.computeIfAbsent(word, each -> new long[1])[0]++));
        List<Map.Entry<String, long[]>> kept = new ArrayList<>(occurring.entrySet());
        kept.removeIf(each -> each.getValue()[0] < minimum);
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("none of the " + occurring.size() + " words of " + lists.size()
                    + " lists occurs " + minimum + " times: give more text or a smaller minimum");
        }
        kept.sort(Comparator.comparing((Map.Entry<String, long[]> each) -> -each.getValue()[0])
                .thenComparing(Map.Entry::getKey));
        Map<String, Integer> numbers = new HashMap<>();
        kept.forEach(each -> numbers.put(each.getKey(), numbers.size()));
        return new Corpus(
                kept.stream().map(Map.Entry::getKey).toList(),
                kept.stream().mapToLong(each -> each.getValue()[0]).toArray(),
                numbered(lists, numbers),
                offsets(lists, numbers));
    }

    private static int[] numbered(List<List<String>> lists, Map<String, Integer> numbers) {
        return lists.stream()
                .flatMap(List::stream)
                .mapToInt(word -> numbers.getOrDefault(word, -1))
                .filter(word -> word >= 0)
                .toArray();
    }

    private static int[] offsets(List<List<String>> lists, Map<String, Integer> numbers) {
        int[] from = new int[lists.size() + 1];
        for (int list = 0; list < lists.size(); list++) {
            long kept = lists.get(list).stream().filter(numbers::containsKey).count();
            from[list + 1] = Math.addExact(from[list], Math.toIntExact(kept));
        }
        return from;
    }

    /** The W words. */
    public List<String> words() {
        return words;
    }

    /** W. */
    public int size() {
        return words.size();
    }

    /** How often each word occurs, [W]. */
    public long[] counts() {
        return counts.clone();
    }

    long count(int word) {
        return counts[word];
    }

    /** The number of lists. */
    public int lists() {
        return from.length - 1;
    }

    /** How many tokens all lists have. */
    public int tokenCount() {
        return tokens.length;
    }

    int from(int list) {
        return from[list];
    }

    int token(int place) {
        return tokens[place];
    }

    /** Where {@code shards} parts of about equally many tokens begin: lists part[s] to part[s + 1] - 1. */
    int[] parts(int shards) {
        int[] parts = new int[shards + 1];
        parts[shards] = lists();
        for (int s = 1; s < shards; s++) {
            int place = Arrays.binarySearch(from, (int) ((long) tokens.length * s / shards));
            parts[s] = Math.max(parts[s - 1], Math.min(lists(), place < 0 ? -place - 1 : place));
        }
        return parts;
    }
}
