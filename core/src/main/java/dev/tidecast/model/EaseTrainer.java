package dev.tidecast.model;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.Set;

/**
 * EASE: scores an item by the weights, found in closed form, that other items of the history lend it.
 *
 * <p>X [users x items] holds 2^(-age of the user's last active day with the item / half-life); P = (X'X + lambda I)^-1,
 * B = -P / diag(P) by columns with diagonal 0; an item keeps its strongest weights of either sign. Source: Steck,
 * "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019 (there X is binary: half-life infinite).
 *
 * @param lambda added to the diagonal
 * @param halfLifeDays after which an item of the history counts half; infinity makes X binary
 * @param kept which weights each item keeps
 * @param inverse inverts the items x items matrix
 */
public record EaseTrainer(double lambda, double halfLifeDays, CoOccurrence.Kept kept, SymmetricInverse inverse)
        implements Trainer {
    static final String NAME = "ease";

    public EaseTrainer {
        if (!(lambda > 0 && halfLifeDays > 0)) {
            throw new IllegalArgumentException(
                    "lambda " + lambda + ", half-life " + halfLifeDays + ": both must be above 0");
        }
    }

    /** Lambda 300, half-life 180 days, the strongest 200. */
    public static EaseTrainer standard(SymmetricInverse inverse) {
        return new EaseTrainer(300, 180, new CoOccurrence.Kept(200, true), inverse);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        SparseRows weights =
                CoOccurrence.weights(visible, Set.of(target.behaviour()), halfLifeDays, lambda, kept, inverse);
        return new ItemSimilarities(NAME, target.behaviour(), halfLifeDays, weights);
    }
}
