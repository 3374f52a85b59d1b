package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A fitted model that adds up, over the items of a history, what each says of the others: EASE and item-kNN differ only
 * in how the rows are found.
 *
 * @param name of the model
 * @param halfLifeDays after which an item of the history counts half
 * @param rows by item of a history, the items that it speaks for
 */
record ItemSimilarities(String name, Behaviour behaviour, double halfLifeDays, SparseRows rows) implements Model {
    static Model load(SafeTensors file) {
        return new ItemSimilarities(
                BaselineFile.model(file),
                Behaviour.of(file.text("behaviour")),
                Double.parseDouble(file.text("half-life-days")),
                SparseRows.of(file, Integer.parseInt(file.text("items"))));
    }

    @Override
    public Scorer scorer(Dataset visible) {
        LastMet met = new LastMet(visible, Set.of(behaviour), halfLifeDays);
        return (History history, float[] scores) -> {
            Arrays.fill(scores, 0);
            met.read(history);
            for (int a = 0; a < met.size(); a++) {
                if (met.item(a) < rows.rows()) {
                    rows.addRow(met.item(a), met.weight(a), scores);
                }
            }
        };
    }

    @Override
    public void save(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        texts.put("behaviour", behaviour.word());
        texts.put("half-life-days", Double.toString(halfLifeDays));
        texts.put("items", Integer.toString(rows.columns()));
        BaselineFile.write(folder, name, texts, rows.tensors());
    }
}
