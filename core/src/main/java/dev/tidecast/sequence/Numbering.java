package dev.tidecast.sequence;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers keys by the time they were first seen, ties by key; keys never seen get no number.
 *
 * @param keys the key of each number
 * @param numbers the number of each key, -1 where it was never seen
 * @param firstSeen epoch seconds of each number, ascending
 */
record Numbering(int[] keys, int[] numbers, long[] firstSeen) {
    static Numbering of(int[] keyOfRow, long[] time, int rows, int keyCount) {
        long[] never = new long[keyCount];
        Arrays.fill(never, Long.MAX_VALUE);
        return of(keyOfRow, time, rows, never);
    }

    /** The same where keys may have been seen before the rows: {@code seen} says when, MAX_VALUE for never. */
    static Numbering of(int[] keyOfRow, long[] time, int rows, long[] seen) {
        long[] first = seen.clone();
        int keyCount = first.length;
        for (int row = 0; row < rows; row++) {
            int key = keyOfRow[row];
            if (key >= 0) {
                first[key] = Math.min(first[key], time[row]);
            }
        }
        int[] keys = java.util.stream.IntStream.range(0, keyCount)
                .filter(key -> first[key] != Long.MAX_VALUE)
                .boxed()
                .sorted(java.util.Comparator.comparingLong((Integer key) -> first[key]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] numbers = new int[keyCount];
        Arrays.fill(numbers, -1);
        long[] firstSeen = new long[keys.length];
        for (int number = 0; number < keys.length; number++) {
            numbers[keys[number]] = number;
            firstSeen[number] = first[keys[number]];
        }
        return new Numbering(keys, numbers, firstSeen);
    }

    int number(int key) {
        return numbers[key];
    }

    /** Texts by key become texts by number. */
    <T> List<T> texts(List<T> byKey) {
        return Arrays.stream(keys).mapToObj(byKey::get).toList();
    }
}
