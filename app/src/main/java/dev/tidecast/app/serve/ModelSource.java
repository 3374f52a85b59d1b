package dev.tidecast.app.serve;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.model.Model;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FittedRules;
import java.io.IOException;

/** Where the service finds the model that is in charge and the log that it stands on. */
public interface ModelSource {
    /**
     * What the service needs.
     *
     * @param id of the model's version, or its name where it has none
     * @param name of the model
     * @param said which one it is and why, for people
     * @param dataset as the fitted rules leave it
     * @param datasetId tells the files that it was prepared from from others
     */
    record Loaded(
            String id,
            String name,
            String said,
            Model model,
            Dataset dataset,
            String datasetId,
            CleaningRules rules,
            FittedRules fitted) {
        /** The same with that model. */
        Loaded with(Model other) {
            return new Loaded(id, name, said, other, dataset, datasetId, rules, fitted);
        }
    }

    /** Loads the model that is in charge now. */
    Loaded load() throws IOException;

    /** Tells whether {@link #load} would give something else than before; cheap. */
    String state() throws IOException;
}
