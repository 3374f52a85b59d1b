package dev.tidecast.model.interest;

import dev.tidecast.model.StepInput;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * What of a history a trunk reads.
 *
 * @param items V: later items have no embedding
 * @param most the last steps that are read
 * @param inputs what a step tells beside what it always does
 * @param words numbers of the known words of a query, by the query's number; asked only if queries are among the inputs
 */
public record StepReading(int items, int most, Set<StepInput> inputs, IntFunction<int[]> words) {
    public StepReading {
        inputs = Set.copyOf(inputs);
    }

    /** A reading of what steps always tell. */
    public static StepReading plain(int items, int most) {
        return new StepReading(items, most, Set.of(), query -> new int[0]);
    }

    /** F, the features of a step. */
    int width() {
        return HistorySteps.width(inputs);
    }
}
