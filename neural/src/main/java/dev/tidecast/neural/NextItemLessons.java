package dev.tidecast.neural;

import dev.tidecast.model.next.ItemSequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Windows of histories in parts of about equal length, new each epoch: histories longer than L are cut into windows at a
 * random phase, windows are grouped by length, parts are shuffled. The next step is laid out on another thread while this
 * one trains.
 */
final class NextItemLessons implements Lessons<NextItemPart> {
    /** Of a part's rows, at most this share is padding. */
    static final double MOST_WASTE = .1;

    private final List<ItemSequence> histories;
    private final boolean clock;
    private final int length;
    private final int stepRows;
    private final long rows;
    private final int parts;
    private final long seed;
    private final Supplier<SortedMap<String, Double>> validation;

    /**
     * Lessons from {@code histories}.
     *
     * @param length the longest window, L
     * @param batch windows of a step on average
     * @param parts in which threads share a step
     */
    NextItemLessons(
            List<ItemSequence> histories,
            boolean clock,
            int length,
            int batch,
            int parts,
            long seed,
            Supplier<SortedMap<String, Double>> validation) {
        this.histories = histories.stream().filter(each -> each.length() > 1).toList();
        this.clock = clock;
        this.length = length;
        this.parts = parts;
        this.seed = seed;
        this.validation = validation;
        this.rows = this.histories.stream().mapToLong(each -> each.length() - 1).sum();
        long windows = this.histories.stream()
                .mapToLong(each -> (each.length() - 2) / length + 1)
                .sum();
        this.stepRows = (int) Math.clamp(rows * batch / Math.max(1, windows), 1, Math.max(1, rows));
    }

    /** Rows of a step, about. */
    int stepRows() {
        return stepRows;
    }

    /** Transitions of an epoch. */
    long rows() {
        return rows;
    }

    @Override
    public List<List<NextItemPart>> batches(int epoch) {
        return new PreparedList<>(
                steps(epoch),
                step -> step.stream().map(windows -> part(windows, clock)).toList());
    }

    /** The steps of an epoch, each in parts, each of windows. */
    List<List<List<ItemSequence>>> steps(int epoch) {
        SplittableRandom random = Seeds.random(seed, epoch);
        List<ItemSequence> windows = new ArrayList<>();
        for (ItemSequence history : histories) {
            cut(history, random, windows);
        }
        List<List<ItemSequence>> all = group(shuffled(windows, random), Math.max(1, stepRows / parts));
        List<List<List<ItemSequence>>> steps = new ArrayList<>();
        List<List<ItemSequence>> open = new ArrayList<>();
        int rows = 0;
        for (List<ItemSequence> part : shuffled(all, random)) {
            open.add(part);
            rows += tokens(part);
            if (open.size() >= parts && rows >= stepRows * (1 - MOST_WASTE)) {
                steps.add(List.copyOf(open));
                open.clear();
                rows = 0;
            }
        }
        if (!open.isEmpty()) {
            steps.add(List.copyOf(open));
        }
        return steps;
    }

    private static int tokens(List<ItemSequence> windows) {
        return windows.stream().mapToInt(window -> window.length() - 1).sum();
    }

    /** Windows of at most L transitions that together hold each transition once. */
    private void cut(ItemSequence history, SplittableRandom random, List<ItemSequence> windows) {
        int transitions = history.length() - 1;
        int from = 0;
        int to = transitions <= length ? transitions : 1 + random.nextInt(length);
        while (from < transitions) {
            windows.add(history.range(from, Math.min(to, transitions) + 1));
            from = Math.min(to, transitions);
            to = from + length;
        }
    }

    private static <T> List<T> shuffled(List<T> in, SplittableRandom random) {
        int[] order = RepeatStage.shuffled(in.size(), random);
        List<T> out = new ArrayList<>(in.size());
        for (int k : order) {
            out.add(in.get(k));
        }
        return out;
    }

    /** Parts of about {@code rows} rows, windows of like length together. */
    private static List<List<ItemSequence>> group(List<ItemSequence> windows, int rows) {
        List<ItemSequence> sorted = new ArrayList<>(windows);
        sorted.sort(Comparator.comparingInt(window -> -window.length()));
        List<List<ItemSequence>> all = new ArrayList<>();
        List<ItemSequence> open = new ArrayList<>();
        int tokens = 0;
        for (ItemSequence window : sorted) {
            int own = window.length() - 1;
            int longest = open.isEmpty() ? own : open.getFirst().length() - 1;
            boolean wasteful = tokens + own < (1 - MOST_WASTE) * longest * (open.size() + 1);
            if (!open.isEmpty() && (wasteful || tokens + own > rows)) {
                all.add(List.copyOf(open));
                open.clear();
                tokens = 0;
            }
            open.add(window);
            tokens += own;
        }
        if (!open.isEmpty()) {
            all.add(List.copyOf(open));
        }
        return all;
    }

    /** Lays out windows, the longest first: each predicts from every item but its last. */
    static NextItemPart part(List<ItemSequence> windows, boolean clock) {
        int b = windows.size();
        int steps = windows.getFirst().length() - 1;
        int tokens = tokens(windows);
        long[] items = new long[steps * b];
        long[] times = new long[steps * b];
        long[] rows = new long[tokens];
        int[] targets = new int[tokens];
        int at = 0;
        for (int t = 0; t < steps; t++) {
            for (int k = 0; k < b; k++) {
                ItemSequence window = windows.get(k);
                int row = t * b + k;
                times[row] = window.times()[Math.min(t, window.length() - 2)];
                if (t < window.length() - 1) {
                    items[row] = window.items()[t];
                    rows[at] = row;
                    targets[at++] = window.items()[t + 1];
                }
            }
        }
        return new NextItemPart(steps, b, items, clock ? times : null, rows, targets);
    }

    @Override
    public SortedMap<String, Double> validate() {
        return validation.get();
    }
}
