package dev.tidecast.model.interest;

import java.util.Arrays;

/** Collects distinct numbers for each of T steps, end to end; confined to one thread. */
final class StepBags {
    private final int[] starts;
    private int[] numbers = new int[16];
    private int size;
    private int step;

    StepBags(int steps) {
        this.starts = new int[steps + 1];
    }

    /** Adds a number to the open step, unless it is there or below 0. */
    void add(int number) {
        for (int k = starts[step]; k < size; k++) {
            if (numbers[k] == number) {
                return;
            }
        }
        if (number >= 0) {
            numbers = size == numbers.length ? Arrays.copyOf(numbers, 2 * size) : numbers;
            numbers[size++] = number;
        }
    }

    /** Ends the open step and opens the next. */
    void close() {
        starts[++step] = size;
    }

    HistorySteps.Bags bags() {
        return new HistorySteps.Bags(starts, Arrays.copyOf(numbers, size));
    }
}
