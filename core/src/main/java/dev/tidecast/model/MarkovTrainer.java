package dev.tidecast.model;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;

/**
 * A first-order Markov chain over sessions (orders, or days): what followed the items of the last session, backed off to
 * popularity. Where more than half of the users have one session alone, as in a log whose users are visits, hardly any
 * session follows another, and the chain goes over the moments within sessions instead.
 *
 * <p>A transition from session A to the user's next session B counts 1 / |B| from each a in A to each b in B; n_a is the
 * number of transitions out of a. P(b | a) = (count(a, b) + backOff x p(b)) / (n_a + backOff) with p the share of all
 * active days of the last 30 days, or of all time where those saw nothing (Dirichlet smoothing, MacKay and Peto 1995); a
 * history is scored by the mean of P(b | a) over its last session. The chain of baskets is that of Rendle et al.,
 * "Factorizing Personalized Markov Chains for Next-basket Recommendation", WWW 2010, section 3, not factorised.
 *
 * @param backOff transitions that popularity is worth
 * @param strongest how many successors each item keeps; what the others had goes to popularity
 */
public record MarkovTrainer(double backOff, int strongest) implements Trainer {
    static final String NAME = "markov";

    public MarkovTrainer {
        if (!(backOff > 0) || strongest < 1) {
            throw new IllegalArgumentException(
                    "back-off " + backOff + ", strongest " + strongest + ": more than 0 and at least 1 are allowed");
        }
    }

    /** Popularity is worth 5 transitions; the strongest 500 successors are kept. */
    public static MarkovTrainer standard() {
        return new MarkovTrainer(5, 500);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        SessionTable whole = SessionTable.of(visible, target.behaviour());
        boolean moments = whole.mostlySingle();
        SessionTable table =
                moments ? SessionTable.of(visible, new SessionReader(visible, target.behaviour(), true)) : whole;
        SparseRows sessions = table.items();
        SparseRows byItem = sessions.transposed();
        float[] leaving = new float[byItem.rows()];
        StrongestNeighbours chosen = new StrongestNeighbours(byItem.rows(), strongest);
        chosen.fill((item, sums) -> {
            for (int e = byItem.from()[item]; e < byItem.from()[item + 1]; e++) {
                int next = table.next(byItem.column()[e]);
                if (next >= 0) {
                    leaving[item]++;
                    int size = sessions.from()[next + 1] - sessions.from()[next];
                    for (int f = sessions.from()[next]; f < sessions.from()[next + 1]; f++) {
                        sums.add(sessions.column()[f], 1f / size);
                    }
                }
            }
        });
        return new Markov(target.behaviour(), moments, backOff, chosen.rows(), leaving);
    }
}
