package dev.tidecast.bench;

import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.BitSet;

/** Recall@20 where only items first seen in the 30 days before the cut, and not by the user, are candidates. */
final class RecentItems {
    private static final int TOP = 20;

    private RecentItems() {}

    /** Means over the users with a target; {@code chance} is the expectation of a random order. */
    record Figures(double recall, double chance, int users, int items) {}

    static Figures judge(Dataset whole, long cut, Target target, Trainer trainer) {
        Dataset visible = whole.asOf(cut);
        int from = whole.items().seenBy(cut - 30 * 86_400L);
        int to = visible.itemCount();
        Scorer scorer = trainer.fit(visible, target).scorer(visible);
        float[] scores = new float[to];
        double recall = 0;
        double chance = 0;
        int users = 0;
        for (int user = 0; user < visible.userCount(); user++) {
            BitSet met = items(visible.history(user), Long.MIN_VALUE, target);
            BitSet wanted = items(whole.asOf(cut + target.seconds()).history(user), cut, target);
            wanted.andNot(met);
            wanted.clear(0, from);
            wanted.clear(to, Math.max(to, wanted.length()));
            if (wanted.isEmpty()) {
                continue;
            }
            scorer.score(visible.history(user), scores);
            users++;
            int candidates = to - from - met.get(from, to).cardinality();
            recall += hits(scores, from, to, met, wanted) / Math.min(TOP, wanted.cardinality());
            chance += Math.min(1.0, (double) TOP / candidates)
                    * wanted.cardinality()
                    / Math.min(TOP, wanted.cardinality());
        }
        return new Figures(recall / users, chance / users, users, to - from);
    }

    private static BitSet items(History history, long after, Target target) {
        BitSet items = new BitSet();
        for (int position = 0; position < history.size(); position++) {
            if (history.time(position) > after
                    && history.item(position) >= 0
                    && history.behaviour(position) == target.behaviour()) {
                items.set(history.item(position));
            }
        }
        return items;
    }

    /** Expected hits among the first 20, where tied items come in a random order. */
    private static double hits(float[] scores, int from, int to, BitSet met, BitSet wanted) {
        double hits = 0;
        for (int item = wanted.nextSetBit(0); item >= 0; item = wanted.nextSetBit(item + 1)) {
            int above = 0;
            int tied = 0;
            for (int other = from; other < to; other++) {
                if (!met.get(other)) {
                    above += scores[other] > scores[item] ? 1 : 0;
                    tied += scores[other] == scores[item] ? 1 : 0;
                }
            }
            hits += Math.clamp((TOP - above) / (double) tied, 0, 1);
        }
        return hits;
    }
}
