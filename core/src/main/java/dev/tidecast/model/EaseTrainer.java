package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * EASE: scores an item by the weights, found in closed form, that other items of the history lend it.
 *
 * <p>X [users x items] holds 2^(-age of the user's last active day with the item / half-life); P = (X'X + lambda I)^-1,
 * B = -P / diag(P) by columns with diagonal 0; an item keeps its strongest positive weights. Source: Steck,
 * "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019 (there X is binary: half-life infinite).
 *
 * @param lambda added to the diagonal
 * @param halfLifeDays after which an item of the history counts half; infinity makes X binary
 * @param strongest how many weights each item keeps
 * @param inverse inverts the items x items matrix
 */
public record EaseTrainer(double lambda, double halfLifeDays, int strongest, SymmetricInverse inverse)
        implements Trainer {
    static final String NAME = "ease";

    public EaseTrainer {
        if (!(lambda > 0 && halfLifeDays > 0) || strongest < 1) {
            throw new IllegalArgumentException("lambda " + lambda + ", half-life " + halfLifeDays + ", strongest "
                    + strongest + ": all must be above 0");
        }
    }

    /** Lambda 300, half-life 180 days, the strongest 200. */
    public static EaseTrainer standard(SymmetricInverse inverse) {
        return new EaseTrainer(300, 180, 200, inverse);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        return new Ease(target.behaviour(), halfLifeDays, weights(visible, target.behaviour()));
    }

    /** B by source item: row j holds what item j of a history lends to others. */
    public SparseRows weights(Dataset visible, Behaviour behaviour) {
        int items = visible.itemCount();
        if ((long) items * items > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    items + " items: EASE inverts items x items and takes 46,340 at most; leave it out here");
        }
        float[] gram = gram(visible, behaviour);
        for (int i = 0; i < items; i++) {
            gram[i * items + i] += (float) lambda;
        }
        float[] p = inverse.invert(gram, items);
        SparseRowsBuilder byTarget = new SparseRowsBuilder(items);
        float[] lent = new float[items];
        long[] keys = new long[items];
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < items; j++) {
                lent[j] = i == j ? 0 : -p[i * items + j] / p[i * items + i]; // P is symmetric
            }
            keepStrongest(lent, keys, byTarget);
        }
        return byTarget.build().transposed();
    }

    private void keepStrongest(float[] lent, long[] keys, SparseRowsBuilder rows) {
        int size = 0;
        for (int j = 0; j < lent.length; j++) {
            if (lent[j] > 0) {
                keys[size++] = (long) -Float.floatToIntBits(lent[j]) << 32 | j;
            }
        }
        int count = Math.min(strongest, size);
        Selection.smallestFirst(keys, size, count);
        int[] kept = new int[count];
        for (int k = 0; k < count; k++) {
            kept[k] = (int) keys[k];
        }
        Arrays.sort(kept);
        for (int j : kept) {
            rows.add(j, lent[j]);
        }
        rows.endRow();
    }

    /** X'X [V x V]. */
    private float[] gram(Dataset visible, Behaviour behaviour) {
        int items = visible.itemCount();
        float[] gram = new float[items * items];
        LastMet met = new LastMet(visible, behaviour, halfLifeDays);
        for (int user = 0; user < visible.userCount(); user++) {
            met.read(visible.history(user));
            for (int a = 0; a < met.size(); a++) {
                int row = met.item(a) * items;
                float weight = met.weight(a);
                for (int b = 0; b < met.size(); b++) {
                    gram[row + met.item(b)] += weight * met.weight(b);
                }
            }
        }
        return gram;
    }

    static Model load(SafeTensors file) {
        SparseRows weights = SparseRows.of(file, Integer.parseInt(file.text("items")));
        return new Ease(Behaviour.of(file.text("behaviour")), Double.parseDouble(file.text("half-life-days")), weights);
    }

    private record Ease(Behaviour behaviour, double halfLifeDays, SparseRows weights) implements Model {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Scorer scorer(Dataset visible) {
            LastMet met = new LastMet(visible, behaviour, halfLifeDays);
            return (History history, float[] scores) -> {
                Arrays.fill(scores, 0);
                met.read(history);
                for (int a = 0; a < met.size(); a++) {
                    if (met.item(a) < weights.rows()) {
                        weights.addRow(met.item(a), met.weight(a), scores);
                    }
                }
            };
        }

        @Override
        public void save(Path folder) throws IOException {
            Map<String, String> texts = new TreeMap<>();
            texts.put("behaviour", behaviour.word());
            texts.put("half-life-days", Double.toString(halfLifeDays));
            texts.put("items", Integer.toString(weights.columns()));
            BaselineFile.write(folder, NAME, texts, weights.tensors());
        }
    }
}
