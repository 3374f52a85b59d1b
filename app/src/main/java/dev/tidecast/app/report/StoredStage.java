package dev.tidecast.app.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Locale;

/**
 * One stage of training as a network's own records tell it, in JSON.
 *
 * @param scale the factor found on the selection window; 0 leaves the stage out
 * @param ndcg NDCG@10 on the selection window with this stage and those before it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StoredStage(String stage, List<Epoch> epochs, int chosenEpochs, double scale, double ndcg) {
    /** One epoch. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Epoch(int epoch, double loss, double ndcg) {}

    /** The stage's curve. */
    LearningStage curve() {
        String note = scale == 0
                ? "left out: it did not help on the selection window"
                : String.format(Locale.ROOT, "scale %.3g on the selection window", scale);
        return new LearningStage(
                stage,
                note,
                epochs.stream()
                        .map(each -> new LearningStage.Epoch(each.epoch(), each.loss(), null, each.ndcg()))
                        .toList(),
                scale == 0 ? -1 : chosenEpochs);
    }

    /** What the network reaches with this stage and those before it. */
    StageGains.Stage gain() {
        String knows = switch (stage) {
            case "base" -> "own counts, co-occurrence, fresh popularity: counting alone";
            case "repeat" -> "habits and gaps of one's own items";
            case "explore" -> "the order of events, read by the trunk";
            default -> "";
        };
        return new StageGains.Stage(stage, scale == 0 ? knows + " (left out)" : knows, Score.of(ndcg, ndcg, ndcg));
    }
}
