package dev.tidecast.bench;

import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Ranks each user's last item among all items that its history lacks, and among all items, as RecBole does. */
final class LeaveOneOutJudge {
    private static final int TOP = 10;

    private final SequenceFiles.Log log;
    private final Dataset visible;
    private final Map<Integer, Integer> numbers = new TreeMap<>();

    /** Judges on {@code log}, of which models see {@code visible}. */
    LeaveOneOutJudge(SequenceFiles.Log log, Dataset visible) {
        this.log = log;
        this.visible = visible;
        for (int item = 0; item < visible.itemCount(); item++) {
            numbers.put(Integer.parseInt(visible.items().names().get(item)), item);
        }
    }

    /** Places of a target, from 1, without and with the history among the candidates; 0 where it has none. */
    private record Places(int without, int with) {}

    /** The figures of {@code model} over all users. */
    String line(Model model) {
        Scorer scorer = model.scorer(visible); // reads only; shared here
        List<Places> all = IntStream.range(0, visible.userCount())
                .parallel()
                .mapToObj(user -> places(scorer, user))
                .toList();
        return String.format(
                Locale.ROOT,
                "test: ndcg@10 %.4f, hit@10 %.4f of %d users; with the history among the candidates ndcg@10 %.4f",
                all.stream().mapToDouble(each -> gain(each.without())).average().orElse(0),
                all.stream()
                        .mapToDouble(each -> Math.signum(gain(each.without())))
                        .average()
                        .orElse(0),
                all.size(),
                all.stream().mapToDouble(each -> gain(each.with())).average().orElse(0));
    }

    private static double gain(int place) {
        return place > 0 && place <= TOP ? Math.log(2) / Math.log(place + 1.0) : 0;
    }

    private Places places(Scorer scorer, int user) {
        int source = Integer.parseInt(visible.users().get(user));
        int target = numbers.getOrDefault(log.users().get(source).getLast().item(), -1);
        if (target < 0) {
            return new Places(0, 0);
        }
        History history = visible.history(user);
        float[] scores = new float[visible.itemCount()];
        scorer.score(history, scores);
        int with = place(scores, target);
        boolean met = false;
        for (int p = 0; p < history.size(); p++) {
            met |= history.item(p) == target;
            scores[history.item(p)] = Float.NEGATIVE_INFINITY;
        }
        return new Places(met ? 0 : place(scores, target), with);
    }

    /** 1 + the other items that score at least as high. */
    private static int place(float[] scores, int target) {
        int place = 1;
        for (int k = 0; k < scores.length; k++) {
            place += k != target && scores[k] >= scores[target] ? 1 : 0;
        }
        return place;
    }
}
