package dev.tidecast.model.interest;

import dev.tidecast.sequence.History;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The trunk's states of the users who were asked about last. A state rests on the steps that had closed before today, so
 * that most events leave it as it is; it is made again when any of what the trunk reads is another. Confined to one
 * thread.
 */
final class StateMemory {
    private static final int MOST = 4_096;
    /** Longer histories are read anew each time, so that memory is bounded. */
    private static final int MOST_STEPS = 64;

    private final ExploreTerm explore;
    private final Map<Integer, Known> states = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Known> eldest) {
            return size() > MOST;
        }
    };

    StateMemory(ExploreTerm explore) {
        this.explore = explore;
    }

    /** What the trunk read, and what came of it. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this class
    private record Known(HistorySteps steps, float[] state) {}

    float[] state(History history) {
        HistorySteps steps = explore.steps(history);
        Known known = states.get(history.user());
        if (known != null && same(known.steps(), steps)) {
            return known.state();
        }
        float[] state = explore.state(steps);
        if (steps.count() <= MOST_STEPS) {
            states.put(history.user(), new Known(steps, state));
        }
        return state;
    }

    private static boolean same(HistorySteps one, HistorySteps other) {
        return Arrays.equals(one.times(), other.times())
                && same(one.items(), other.items())
                && same(one.words(), other.words())
                && Arrays.equals(one.features(), other.features());
    }

    private static boolean same(HistorySteps.Bags one, HistorySteps.Bags other) {
        return Arrays.equals(one.starts(), other.starts()) && Arrays.equals(one.numbers(), other.numbers());
    }
}
