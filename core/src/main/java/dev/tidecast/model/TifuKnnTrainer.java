package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;

/**
 * TIFU-KNN: a user's own vector of personal item frequencies, mixed with the mean vector of the users nearest to it.
 *
 * <p>Source: Hu et al., "Modeling Personalized Item Frequency Information for Next-basket Recommendation", SIGIR 2020.
 * In the released code {@code group_size} is the number of groups, as here.
 *
 * @param withinDecay weight of a basket against the next one
 * @param acrossDecay weight of a group of baskets against the next one
 * @param groups number of groups
 * @param neighbours number of nearest users by Euclidean distance, the user excluded
 * @param alpha weight of the user's own vector against the neighbours' mean
 */
public record TifuKnnTrainer(double withinDecay, double acrossDecay, int groups, int neighbours, double alpha)
        implements Trainer {
    static final String NAME = "tifu-knn";

    public TifuKnnTrainer {
        if (!(withinDecay > 0 && withinDecay <= 1 && acrossDecay > 0 && acrossDecay <= 1)) {
            throw new IllegalArgumentException(
                    "decays " + withinDecay + " and " + acrossDecay + ": above 0 to 1 are allowed");
        }
        if (groups < 1 || neighbours < 1 || !(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException(groups + " groups, " + neighbours + " neighbours, alpha " + alpha
                    + ": at least 1, at least 1 and 0 to 1 are allowed");
        }
    }

    /** The settings of the paper's TaFeng and of the quick study: .9, .7, 7 groups, 300 neighbours, alpha .7. */
    public static TifuKnnTrainer standard() {
        return new TifuKnnTrainer(.9, .7, 7, 300, .7);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        return new TifuKnn(this, target.behaviour(), vectors(visible, target.behaviour()));
    }

    /** The vectors [U x V] of all users; rows of users without the behaviour are empty. */
    private SparseRows vectors(Dataset visible, Behaviour behaviour) {
        TifuVectors vectors = new TifuVectors(this, visible, behaviour);
        SparseRowsBuilder rows = new SparseRowsBuilder(visible.itemCount());
        float[] dense = new float[visible.itemCount()];
        for (int user = 0; user < visible.userCount(); user++) {
            vectors.addTo(visible.history(user), dense);
            for (int i = 0; i < vectors.entries(); i++) {
                int item = vectors.item(i);
                if (dense[item] != 0) {
                    rows.add(item, dense[item]);
                    dense[item] = 0;
                }
            }
            rows.endRow();
        }
        return rows.build();
    }
}
