package dev.tidecast.model;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Who is like whom, and what goes with what: cosines of the users' weighted items. An item of a user weighs log(1 +
 * count) x log(users / users of the item). Immutable; shared between threads.
 */
public final class Likeness {
    /** [U x V], each row of length 1. */
    private final SparseRows users;

    /** [V x U]. */
    private final SparseRows items;

    private final double[] rarity;
    private final double[] itemLengths;

    private Likeness(SparseRows users, double[] rarity) {
        this.users = users;
        this.items = users.transposed();
        this.rarity = rarity;
        this.itemLengths = new double[items.rows()];
        for (int item = 0; item < itemLengths.length; item++) {
            double squares = 0;
            for (int entry = items.from()[item]; entry < items.from()[item + 1]; entry++) {
                squares += (double) items.value()[entry] * items.value()[entry];
            }
            itemLengths[item] = Math.sqrt(squares);
        }
    }

    /** Something alike: its number, and how much, 0 to 1. */
    public record Alike(int number, double cosine) {}

    /** The likeness among what is visible. */
    public static Likeness of(Dataset visible) {
        int[] met = new int[visible.itemCount()];
        float[] counts = new float[met.length];
        for (int user = 0; user < visible.userCount(); user++) {
            count(visible.history(user), counts);
            for (int i = 0; i < met.length; i++) {
                met[i] += counts[i] > 0 ? 1 : 0;
                counts[i] = 0;
            }
        }
        double[] rarity = Arrays.stream(met)
                .mapToDouble(users -> users == 0 ? 0 : Math.log((1.0 + visible.userCount()) / users))
                .toArray();
        SparseRowsBuilder rows = new SparseRowsBuilder(met.length);
        for (int user = 0; user < visible.userCount(); user++) {
            weights(visible.history(user), rarity, counts);
            for (int item = 0; item < counts.length; item++) {
                if (counts[item] != 0) {
                    rows.add(item, counts[item]);
                    counts[item] = 0;
                }
            }
            rows.endRow();
        }
        return new Likeness(rows.build(), rarity);
    }

    private static void count(History history, float[] counts) {
        for (int p = 0; p < history.size(); p++) {
            if (history.item(p) >= 0 && history.item(p) < counts.length) {
                counts[history.item(p)]++;
            }
        }
    }

    /** Writes a vector of length 1 over all zeros. */
    private static void weights(History history, double[] rarity, float[] weights) {
        count(history, weights);
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weights[i] == 0 ? 0 : (float) (Math.log1p(weights[i]) * rarity[i]);
            squares += (double) weights[i] * weights[i];
        }
        for (int i = 0; i < weights.length && squares > 0; i++) {
            weights[i] /= (float) Math.sqrt(squares);
        }
    }

    /** The users most like a history, the most alike first; only those with anything in common. */
    public Alike[] users(History history, int count, IntPredicate wanted) {
        float[] weights = new float[rarity.length];
        weights(history, rarity, weights);
        float[] sums = new float[users.rows()];
        for (int item = 0; item < weights.length; item++) {
            if (weights[item] > 0) {
                items.addRow(item, weights[item], sums);
            }
        }
        return strongest(sums, count, wanted);
    }

    /** The items that the users of an item have to do with, the most alike first, itself not among them. */
    public Alike[] items(int item, int count) {
        float[] sums = new float[rarity.length];
        for (int entry = items.from()[item]; entry < items.from()[item + 1]; entry++) {
            users.addRow(items.column()[entry], items.value()[entry], sums);
        }
        for (int other = 0; other < sums.length; other++) {
            double lengths = itemLengths[item] * itemLengths[other];
            sums[other] = lengths > 0 ? (float) (sums[other] / lengths) : 0;
        }
        return strongest(sums, count, other -> other != item);
    }

    private static Alike[] strongest(float[] sums, int count, IntPredicate wanted) {
        return java.util.stream.IntStream.range(0, sums.length)
                .filter(each -> sums[each] > 0 && wanted.test(each))
                .mapToObj(each -> new Alike(each, Math.min(1, sums[each])))
                .sorted(java.util.Comparator.comparingDouble(alike -> -alike.cosine()))
                .limit(count)
                .toArray(Alike[]::new);
    }
}
