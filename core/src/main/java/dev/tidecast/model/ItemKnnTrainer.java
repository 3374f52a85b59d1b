package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.Set;

/**
 * Item-based nearest neighbours: scores an item by its shrunk cosine to the items of the history.
 *
 * <p>X [users x items] holds 2^(-age of the user's last active day with the item / half-life); similarity(i, j) = x_i .
 * x_j / (|x_i| |x_j| + shrinkage); an item keeps its nearest neighbours. Sources: Sarwar et al., "Item-based
 * Collaborative Filtering Recommendation Algorithms", WWW 2001; the shrinkage as in Ferrari Dacrema et al., "Are We
 * Really Making Much Progress?", RecSys 2019.
 *
 * @param neighbours how many each item keeps
 * @param shrinkage added to the product of norms, so that few common users prove little
 * @param halfLifeDays after which an item of the history counts half; infinity makes X binary
 */
public record ItemKnnTrainer(int neighbours, double shrinkage, double halfLifeDays) implements Trainer {
    static final String NAME = "item-knn";

    public ItemKnnTrainer {
        if (neighbours < 1 || !(shrinkage >= 0 && halfLifeDays > 0)) {
            throw new IllegalArgumentException(neighbours + " neighbours, shrinkage " + shrinkage + ", half-life "
                    + halfLifeDays + " days: at least 1, at least 0 and more than 0 are allowed");
        }
    }

    /** 200 neighbours, shrinkage 10, half-life 180 days. */
    public static ItemKnnTrainer standard() {
        return new ItemKnnTrainer(200, 10, 180);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        return new ItemSimilarities(NAME, target.behaviour(), halfLifeDays, similarities(visible, target.behaviour()));
    }

    /** By item of a history: row j holds the items that keep j among their neighbours. */
    public SparseRows similarities(Dataset visible, Behaviour behaviour) {
        SparseRows users = UserItems.of(visible, Set.of(behaviour), halfLifeDays, Integer.MAX_VALUE);
        SparseRows byItem = users.transposed();
        float[] norms = UserItems.norms(users, 0);
        StrongestNeighbours chosen = new StrongestNeighbours(byItem.rows(), neighbours);
        chosen.fill((item, sums) -> {
            UserItems.addCompanions(users, byItem, item, sums);
            sums.remove(item);
            sums.scale(other -> 1 / (norms[item] * norms[other] + (float) shrinkage));
        });
        return chosen.rows().transposed();
    }
}
