package dev.tidecast.neural;

import dev.tidecast.model.next.ItemSequence;
import dev.tidecast.model.next.NextItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * NDCG@10 and hit rate@10 of each history's last item among all items that it doesn't hold before, from those before it, in
 * the trainer's own forward pass.
 */
final class NextItemValidation {
    private static final int TOP = 10;
    private static final int PART = 64;

    /** Scores of one validation at most: of a large catalogue not every history is judged. */
    private static final long MOST_SCORES = 1_000_000_000L;

    private final List<ItemSequence> histories;
    private final boolean clock;
    private final int length;

    /**
     * Judges the last item of each of {@code histories} that has two or more and was not met before; evenly spaced ones
     * where all would take more than a thousand million scores over {@code items}.
     */
    NextItemValidation(List<ItemSequence> histories, boolean clock, int length, int items) {
        List<ItemSequence> judged =
                histories.stream().filter(NextItemValidation::judged).toList();
        long most = Math.max(PART, MOST_SCORES / items);
        long every = (judged.size() + most - 1) / most;
        this.histories = IntStream.range(0, judged.size())
                .filter(k -> k % Math.max(1, every) == 0)
                .mapToObj(judged::get)
                .sorted(Comparator.comparingInt(history -> -Math.min(history.length(), length + 1)))
                .toList();
        this.clock = clock;
        this.length = length;
    }

    private static boolean judged(ItemSequence history) {
        int last = history.length() - 1;
        return last > 0 && IntStream.range(0, last).noneMatch(p -> history.items()[p] == history.items()[last]);
    }

    /** Measures the network as it stands. */
    SortedMap<String, Double> of(NextItemNetwork network, FlatParameters parameters) {
        double[] gains = new double[histories.size()];
        double[] hits = new double[histories.size()];
        int parts = (histories.size() + PART - 1) / PART;
        IntStream.range(0, parts).parallel().forEach(part -> {
            int from = part * PART;
            List<ItemSequence> own = histories.subList(from, Math.min(from + PART, histories.size()));
            int[] ranks = ranks(network, parameters, own);
            for (int k = 0; k < ranks.length; k++) {
                boolean hit = ranks[k] <= TOP;
                hits[from + k] = hit ? 1 : 0;
                gains[from + k] = hit ? Math.log(2) / Math.log(ranks[k] + 1.0) : 0;
            }
        });
        SortedMap<String, Double> figures = new TreeMap<>();
        figures.put("val_hit@10", Arrays.stream(hits).average().orElse(0));
        figures.put(NDCG, Arrays.stream(gains).average().orElse(0));
        return figures;
    }

    /** The metric by which epochs are chosen. */
    static final String NDCG = "val_ndcg@10";

    private int[] ranks(NextItemNetwork network, FlatParameters parameters, List<ItemSequence> own) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard none = new NoGradGuard()) {
            NextItemNetwork.Pass pass = network.directions(lastRows(own), Dropout.none());
            Tensor scores = pass.directions()
                    .matmul(parameters.parameter(NextItem.ITEMS).t()); // [B x V]
            int v = (int) scores.size(1);
            float[] all = new float[own.size() * v];
            scores.contiguous().data_ptr_float().get(all);
            int[] ranks = new int[own.size()];
            for (int k = 0; k < ranks.length; k++) {
                ranks[k] = rank(all, k * v, v, own.get(k));
            }
            return ranks;
        }
    }

    /** The part that reads each history but its last item and has that item's row alone. */
    private NextItemPart lastRows(List<ItemSequence> own) {
        List<ItemSequence> windows =
                own.stream().map(each -> each.last(length + 1)).toList();
        NextItemPart whole = NextItemLessons.part(new ArrayList<>(windows), clock);
        long[] rows = new long[windows.size()];
        int[] targets = new int[windows.size()];
        for (int k = 0; k < rows.length; k++) {
            int last = windows.get(k).length() - 1;
            rows[k] = (long) (last - 1) * rows.length + k;
            targets[k] = windows.get(k).items()[last];
        }
        return new NextItemPart(whole.steps(), whole.windows(), whole.items(), whole.times(), rows, targets);
    }

    /** 1 + the items outside the history that score higher; ties count as higher. */
    private static int rank(float[] scores, int from, int v, ItemSequence history) {
        int last = history.length() - 1;
        float own = scores[from + history.items()[last]];
        int rank = 0;
        for (int i = 0; i < v; i++) {
            rank += scores[from + i] >= own ? 1 : 0;
        }
        int[] met = Arrays.stream(history.items(), 0, last).distinct().toArray();
        for (int item : met) {
            rank -= scores[from + item] >= own ? 1 : 0;
        }
        return rank;
    }
}
