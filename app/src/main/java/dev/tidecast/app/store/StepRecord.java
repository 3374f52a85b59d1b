package dev.tidecast.app.store;

import dev.tidecast.provenance.Provenance;
import java.util.Map;

/**
 * What is kept of a finished step.
 *
 * @param step its verb
 * @param inputs SHA-256 of all that decides the outcome
 * @param outputs SHA-256 of each output, by its path in the folder; of a folder its manifest's
 * @param seconds that it took
 * @param peakBytes the most memory held meanwhile
 * @param provenance of the outputs
 */
public record StepRecord(
        String step,
        String inputs,
        Map<String, String> outputs,
        double seconds,
        long peakBytes,
        Provenance provenance) {
    public StepRecord {
        outputs = Map.copyOf(outputs);
        if (seconds < 0 || peakBytes < 0) {
            throw new IllegalArgumentException("step " + step + " took " + seconds + " s and " + peakBytes + " bytes");
        }
    }
}
