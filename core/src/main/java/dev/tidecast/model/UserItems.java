package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import java.util.Set;

/** X [users x items], sparse: 2^(-age of the user's last active day with the item / half-life). */
final class UserItems {
    private UserItems() {}

    /** By user, the {@code latest} items last met first. */
    static SparseRows of(Dataset visible, Set<Behaviour> behaviours, double halfLifeDays, int latest) {
        LastMet met = new LastMet(visible, behaviours, halfLifeDays);
        SparseRowsBuilder rows = new SparseRowsBuilder(visible.itemCount());
        for (int user = 0; user < visible.userCount(); user++) {
            met.read(visible.history(user));
            for (int a = 0; a < Math.min(latest, met.size()); a++) {
                rows.add(met.item(a), met.weight(a));
            }
            rows.endRow();
        }
        return rows.build();
    }

    /** sqrt(G_jj + ridge) of each item, G = X'X. */
    static float[] norms(SparseRows users, double ridge) {
        float[] norms = new float[users.columns()];
        for (int e = 0; e < users.column().length; e++) {
            norms[users.column()[e]] += users.value()[e] * users.value()[e];
        }
        for (int item = 0; item < norms.length; item++) {
            norms[item] = (float) Math.sqrt(norms[item] + ridge);
        }
        return norms;
    }

    /** Adds row {@code item} of X'X to the sums; {@code byItem} is X'. */
    static void addCompanions(SparseRows users, SparseRows byItem, int item, SparseSums sums) {
        for (int e = byItem.from()[item]; e < byItem.from()[item + 1]; e++) {
            int user = byItem.column()[e];
            for (int f = users.from()[user]; f < users.from()[user + 1]; f++) {
                sums.add(users.column()[f], byItem.value()[e] * users.value()[f]);
            }
        }
    }
}
