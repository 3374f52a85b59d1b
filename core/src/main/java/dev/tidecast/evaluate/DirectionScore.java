package dev.tidecast.evaluate;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Directions told against directions that came; f1 of each and their plain mean (macro-F1). */
final class DirectionScore {
    private static final int SIZE = Direction.values().length;

    private final int[][] table = new int[SIZE][SIZE];

    void add(Direction told, Direction came) {
        table[told.ordinal()][came.ordinal()]++;
    }

    synchronized void add(DirectionScore other) {
        for (int told = 0; told < SIZE; told++) {
            for (int came = 0; came < SIZE; came++) {
                table[told][came] += other.table[told][came];
            }
        }
    }

    int cases() {
        return Arrays.stream(table).flatMapToInt(Arrays::stream).sum();
    }

    /** 2 right / (told + came); 0 where it neither was told nor came. */
    double f1(Direction direction) {
        int at = direction.ordinal();
        int told = Arrays.stream(table[at]).sum();
        int came = Arrays.stream(table).mapToInt(row -> row[at]).sum();
        return told + came == 0 ? 0 : 2.0 * table[at][at] / (told + came);
    }

    double macroF1() {
        return Arrays.stream(Direction.values()).mapToDouble(this::f1).average().orElse(0);
    }

    Map<String, Double> byDirection() {
        Map<String, Double> f1 = new TreeMap<>();
        for (Direction direction : Direction.values()) {
            f1.put(direction.word(), f1(direction));
        }
        return f1;
    }
}
