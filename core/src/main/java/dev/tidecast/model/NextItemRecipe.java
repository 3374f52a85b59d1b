package dev.tidecast.model;

/**
 * How a model of the next item is trained; the section {@code network.next-item} of a recipe.
 *
 * @param loss what is made small
 * @param negatives items drawn for each step where the loss samples
 * @param calibration t of gBCE: 0 is plain binary cross entropy, 1 calibrates fully
 * @param warmUp epochs in which the learning rate rises; then it falls on a cosine
 * @param averaging share of itself that the average of the weights keeps at each step; the average is what is validated and
 *     kept; 0: the weights themselves
 * @param patience epochs without a better NDCG@10 of the validation items after which training stops
 * @param refit whether to train once more, for the chosen number of epochs, with the validation items
 * @param compute device and precision of training
 */
public record NextItemRecipe(
        Loss loss,
        int negatives,
        double calibration,
        double warmUp,
        double averaging,
        int patience,
        boolean refit,
        Compute compute) {
    /** Losses of the next item. */
    public enum Loss {
        /** Cross entropy of a softmax over all items. */
        SOFTMAX,
        /** Softmax over uniform draws and the targets of the same step, corrected by log Q. */
        SAMPLED_SOFTMAX,
        /** Binary cross entropy of the target and of uniform draws. */
        BCE,
        /** Generalised binary cross entropy (Petrov and Macdonald 2023). */
        GBCE
    }

    public NextItemRecipe {
        if (loss != Loss.SOFTMAX && negatives < 1) {
            throw new IllegalArgumentException("network.next-item.negatives is " + negatives + ": a loss that samples"
                    + " draws at least 1, such as 256");
        }
        if (!(calibration >= 0 && calibration <= 1)) {
            throw new IllegalArgumentException(
                    "network.next-item.calibration is " + calibration + ": 0 to 1 are allowed");
        }
        if (!(averaging >= 0 && averaging < 1)) {
            throw new IllegalArgumentException("network.next-item.averaging is " + averaging
                    + ": 0 (the weights of the last step) to less than 1 are allowed, such as 0.999");
        }
        if (!(warmUp >= 0) || patience < 1) {
            throw new IllegalArgumentException("network.next-item: warm-up is " + warmUp + " epochs and patience "
                    + patience + "; 0 or more and 1 or more are allowed");
        }
    }

    /** Full softmax, two epochs of warm-up. */
    public static NextItemRecipe standard() {
        return new NextItemRecipe(Loss.SOFTMAX, 256, .75, 2, 0, 10, true, Compute.standard());
    }
}
