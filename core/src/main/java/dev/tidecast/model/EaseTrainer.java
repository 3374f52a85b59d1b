package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
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
        SparseRows weights =
                CoOccurrence.weights(visible, Set.of(target.behaviour()), halfLifeDays, lambda, strongest, inverse);
        return new Ease(target.behaviour(), halfLifeDays, weights);
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
            LastMet met = new LastMet(visible, Set.of(behaviour), halfLifeDays);
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
