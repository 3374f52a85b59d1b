package dev.tidecast.model.interest;

import java.util.List;

/**
 * What one stage of training did, for the report and for provenance.
 *
 * @param stage base, repeat or explore
 * @param epochs its epochs on the fit side, in order
 * @param chosenEpochs how many epochs the refit makes
 * @param scale the factor found on the selection window; 0 leaves the stage out
 * @param ndcg NDCG@10 on the selection window with this stage and those before it
 * @param newItemNdcg the same for items outside the history
 */
public record StageRecord(
        String stage, List<Epoch> epochs, int chosenEpochs, double scale, double ndcg, double newItemNdcg) {
    public StageRecord {
        epochs = List.copyOf(epochs);
    }

    /** The same without the seconds, which differ from run to run while weights do not. */
    public StageRecord timeless() {
        List<Epoch> untimed = epochs.stream()
                .map(each -> new Epoch(each.epoch(), each.loss(), each.ndcg(), each.newItemNdcg(), 0))
                .toList();
        return new StageRecord(stage, untimed, chosenEpochs, scale, ndcg, newItemNdcg);
    }

    /** One epoch: its mean loss and the selection window's figures with the term at full scale. */
    public record Epoch(int epoch, double loss, double ndcg, double newItemNdcg, double seconds) {}
}
