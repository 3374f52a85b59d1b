package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A fitted {@link TifuKnnTrainer}: the users' vectors and, for fast products, the same by item. */
final class TifuKnn implements Model {
    private final TifuKnnTrainer settings;
    private final Behaviour behaviour;
    private final SparseRows users;
    private final SparseRows byItem;
    private final float[] squares;
    private final float[] mean;

    TifuKnn(TifuKnnTrainer settings, Behaviour behaviour, SparseRows users) {
        this.settings = settings;
        this.behaviour = behaviour;
        this.users = users;
        this.byItem = users.transposed();
        this.squares = new float[users.rows()];
        this.mean = new float[users.columns()];
        int present = 0;
        for (int user = 0; user < users.rows(); user++) {
            for (int e = users.from()[user]; e < users.from()[user + 1]; e++) {
                squares[user] += users.value()[e] * users.value()[e];
            }
            present += users.from()[user + 1] > users.from()[user] ? 1 : 0;
        }
        for (int user = 0; user < users.rows(); user++) {
            users.addRow(user, 1f / Math.max(1, present), mean);
        }
    }

    static Model load(SafeTensors file) {
        TifuKnnTrainer settings = new TifuKnnTrainer(
                Double.parseDouble(file.text("within-decay")),
                Double.parseDouble(file.text("across-decay")),
                Integer.parseInt(file.text("groups")),
                Integer.parseInt(file.text("neighbours")),
                Double.parseDouble(file.text("alpha")));
        SparseRows users = SparseRows.of(file, Integer.parseInt(file.text("items")));
        return new TifuKnn(settings, Behaviour.of(file.text("behaviour")), users);
    }

    @Override
    public String name() {
        return TifuKnnTrainer.NAME;
    }

    @Override
    public void save(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        texts.put("within-decay", Double.toString(settings.withinDecay()));
        texts.put("across-decay", Double.toString(settings.acrossDecay()));
        texts.put("groups", Integer.toString(settings.groups()));
        texts.put("neighbours", Integer.toString(settings.neighbours()));
        texts.put("alpha", Double.toString(settings.alpha()));
        texts.put("behaviour", behaviour.word());
        texts.put("items", Integer.toString(users.columns()));
        BaselineFile.write(folder, name(), texts, users.tensors());
    }

    @Override
    public Scorer scorer(Dataset visible) {
        return new Nearest(visible);
    }

    /** Finds a history's neighbours through the items that it shares with them. */
    private final class Nearest implements Scorer {
        private final TifuVectors vectors;
        private final float[] own;
        private final float[] products = new float[users.rows()];
        private final long[] nearest = new long[users.rows()];

        Nearest(Dataset visible) {
            this.vectors = new TifuVectors(settings, visible, behaviour);
            this.own = new float[Math.max(visible.itemCount(), users.columns())];
        }

        @Override
        public void score(History history, float[] scores) {
            Arrays.fill(scores, 0);
            if (vectors.addTo(history, own) == 0) {
                System.arraycopy(mean, 0, scores, 0, Math.min(scores.length, mean.length));
                return;
            }
            multiply();
            int count = rank(history.user());
            float share = (float) ((1 - settings.alpha()) / Math.max(1, count));
            for (int i = 0; i < count; i++) {
                users.addRow((int) nearest[i], share, scores);
            }
            for (int i = 0; i < vectors.entries(); i++) {
                int item = vectors.item(i);
                scores[item] += (float) (settings.alpha() * own[item]);
                own[item] = 0;
            }
        }

        /** products[u] = own . vector of u; each item of the history is taken once. */
        private void multiply() {
            Arrays.fill(products, 0);
            float[] value = byItem.value();
            int[] user = byItem.column();
            for (int i = 0; i < vectors.entries(); i++) {
                int item = vectors.item(i);
                float weight = own[item];
                if (weight <= 0 || item >= byItem.rows()) {
                    continue;
                }
                own[item] = -weight; // taken
                for (int e = byItem.from()[item]; e < byItem.from()[item + 1]; e++) {
                    products[user[e]] += weight * value[e];
                }
            }
            for (int i = 0; i < vectors.entries(); i++) {
                own[vectors.item(i)] = Math.abs(own[vectors.item(i)]);
            }
        }

        /** Puts the nearest users first in {@code nearest} and returns how many; equal distances go by number. */
        private int rank(int self) {
            int size = 0;
            for (int user = 0; user < users.rows(); user++) {
                if (user != self && users.from()[user + 1] > users.from()[user]) {
                    float distance = squares[user] - 2 * products[user];
                    nearest[size++] = (long) ascending(distance) << 32 | user;
                }
            }
            int count = Math.min(settings.neighbours(), size);
            Selection.smallestFirst(nearest, size, count);
            return count;
        }

        /** A float's bits in an order of whole numbers. */
        private static int ascending(float value) {
            int bits = Float.floatToIntBits(value);
            return bits ^ (bits >> 31 & Integer.MAX_VALUE);
        }
    }
}
