package dev.tidecast.model;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;

/**
 * Session-based nearest neighbours (VS-SKNN): items of the sessions that are most like the user's last one, which is an
 * order, or a calendar day where the log names no orders.
 *
 * <p>Of the sessions that share an item with the current one, the {@code recent} latest are candidates; similarity =
 * sum over shared items of p / L, p the item's position of L in the current session (later items count more); of the
 * {@code neighbours} most similar, each item i gets similarity / (L + 1 - p*) x (1 + idfWeight x idf(i)), p* the latest
 * shared position, idf(i) = ln(sessions / sessions with i). The user's own earlier sessions may be neighbours, the
 * current one never. Sources: Ludewig and Jannach, "Evaluation of Session-based Recommendation Algorithms", UMUAI 2018
 * (vectors that decay, recent samples); Ludewig et al., "Empirical Analysis of Session-based Recommendation Algorithms",
 * UMUAI 2021 (idf).
 *
 * @param neighbours how many sessions are scored
 * @param recent how many of the latest sessions are compared
 * @param idfWeight what rarity adds; 0 leaves it out
 */
public record SessionKnnTrainer(int neighbours, int recent, double idfWeight) implements Trainer {
    static final String NAME = "session-knn";

    public SessionKnnTrainer {
        if (neighbours < 1 || recent < neighbours || !(idfWeight >= 0)) {
            throw new IllegalArgumentException(neighbours + " neighbours of " + recent + " recent sessions, idf weight "
                    + idfWeight + ": at least 1, at least as many and at least 0 are allowed");
        }
    }

    /** 500 neighbours of the 5,000 latest, idf weight 1. */
    public static SessionKnnTrainer standard() {
        return new SessionKnnTrainer(500, 5_000, 1);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        return new SessionKnn(
                this,
                target.behaviour(),
                SessionTable.of(visible, target.behaviour()).byTime());
    }
}
