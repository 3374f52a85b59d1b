package dev.tidecast.model.interest;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Windows of users as a law is fitted to them, empty windows included: raw features and counts of active days, by
 * behaviour and bin.
 *
 * @param features double[F] of each
 * @param counts int[B][J] of each
 */
record LawExamples(List<double[]> features, List<int[][]> counts) {
    private static final long DAY = 86_400;

    LawExamples {
        features = List.copyOf(features);
        counts = List.copyOf(counts);
    }

    int size() {
        return features.size();
    }

    /**
     * Windows after each anchor, of the users that {@code wanted} takes and that have a history by then; evenly thinned
     * to about {@code most}.
     *
     * @param anchors epoch seconds; each window ends by the dataset's instant
     */
    static LawExamples of(
            Dataset visible,
            LawShape shape,
            ActivityFeatures kinds,
            List<Long> anchors,
            int most,
            IntPredicate wanted) {
        List<double[]> features = new ArrayList<>();
        List<int[][]> counts = new ArrayList<>();
        long all = (long) anchors.size() * visible.userCount();
        long stride = Math.max(1, (all + most - 1) / most);
        long next = 0;
        for (long anchor : anchors) {
            for (int user = 0; user < visible.userCount(); user++) {
                if (next++ % stride != 0 || !wanted.test(user)) {
                    continue;
                }
                History whole = visible.history(user);
                History history = whole.asOf(anchor);
                if (!history.isEmpty()) {
                    features.add(kinds.of(history));
                    counts.add(counts(whole, anchor, shape));
                }
            }
        }
        return new LawExamples(features, counts);
    }

    private static int[][] counts(History whole, long anchor, LawShape shape) {
        int[][] counts = new int[shape.behaviours().size()][shape.bins().size()];
        Set<List<Long>> met = new HashSet<>();
        long end = anchor + shape.bins().getLast() * DAY;
        for (int p = whole.size() - 1; p >= 0 && whole.time(p) > anchor; p--) {
            int b = shape.behaviours().indexOf(whole.behaviour(p));
            long time = whole.time(p);
            boolean counted = time <= end && b >= 0;
            if (counted && met.add(List.of(Math.floorDiv(time, DAY), (long) b))) {
                int bin = 0;
                while (time - anchor > shape.bins().get(bin) * DAY) {
                    bin++;
                }
                counts[b][bin]++;
            }
        }
        return counts;
    }
}
