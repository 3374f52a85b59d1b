package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A first-order Markov chain over sessions (orders, or days): what followed the items of the last session, backed off to
 * popularity.
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
    private static final int POPULAR_DAYS = 30;

    public MarkovTrainer {
        if (!(backOff > 0) || strongest < 1) {
            throw new IllegalArgumentException("back-off " + backOff + ", strongest " + strongest
                    + ": more than 0 and at least 1 are allowed");
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
        SessionTable table = SessionTable.of(visible, target.behaviour());
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
        return new Markov(target.behaviour(), backOff, chosen.rows(), leaving);
    }

    static Model load(SafeTensors file) {
        return new Markov(
                Behaviour.of(file.text("behaviour")),
                Double.parseDouble(file.text("back-off")),
                SparseRows.of(file, Integer.parseInt(file.text("items"))),
                file.tensor("leaving").floats());
    }

    @SuppressWarnings("ArrayRecordComponent") // private and never written
    private record Markov(Behaviour behaviour, double backOff, SparseRows counts, float[] leaving) implements Model {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Scorer scorer(Dataset visible) {
            float[] popular = share(visible);
            SessionReader reader = new SessionReader(visible, behaviour);
            return (history, scores) -> {
                reader.read(history);
                int last = reader.sessions() - 1;
                int from = last < 0 ? 0 : reader.from(last);
                int to = last < 0 ? 0 : reader.from(last + 1);
                Arrays.fill(scores, 0);
                double toPopular = last < 0 ? 1 : 0;
                for (int p = from; p < to; p++) {
                    toPopular += add(reader.item(p), to - from, scores);
                }
                for (int item = 0; item < popular.length; item++) {
                    scores[item] += (float) (toPopular * popular[item]);
                }
            };
        }

        /** Adds one item's share of the mean; returns what falls to popularity. */
        private double add(int item, int of, float[] scores) {
            if (item >= leaving.length) {
                return 1.0 / of;
            }
            float factor = (float) (1 / (leaving[item] + backOff) / of);
            float kept = 0;
            for (int e = counts.from()[item]; e < counts.from()[item + 1]; e++) {
                kept += counts.value()[e];
            }
            counts.addRow(item, factor, scores);
            return Math.max(0, leaving[item] + backOff - kept) * factor;
        }

        private float[] share(Dataset visible) {
            float[] days = Popularity.trailing(visible, behaviour, POPULAR_DAYS);
            double sum = sum(days);
            if (sum == 0) {
                days = Popularity.trailing(visible, behaviour, Popularity.ALL);
                sum = Math.max(1, sum(days));
            }
            for (int item = 0; item < days.length; item++) {
                days[item] /= (float) sum;
            }
            return days;
        }

        private static double sum(float[] values) {
            double sum = 0;
            for (float value : values) {
                sum += value;
            }
            return sum;
        }

        @Override
        public void save(Path folder) throws IOException {
            Map<String, String> texts = new TreeMap<>();
            texts.put("behaviour", behaviour.word());
            texts.put("back-off", Double.toString(backOff));
            texts.put("items", Integer.toString(counts.columns()));
            Map<String, StoredTensor> tensors = new TreeMap<>(counts.tensors());
            tensors.put("leaving", StoredTensor.of(leaving, leaving.length));
            BaselineFile.write(folder, NAME, texts, tensors);
        }
    }
}
