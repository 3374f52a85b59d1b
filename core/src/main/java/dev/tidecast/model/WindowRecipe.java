package dev.tidecast.model;

/**
 * How a trunk is trained to tell the items of a window; the section {@code network.window} of a recipe.
 *
 * @param loss what is made small
 * @param negatives items drawn for each part of a step where the loss samples
 */
public record WindowRecipe(Loss loss, int negatives) {
    /** Losses of a window. */
    public enum Loss {
        /** Count-weighted cross entropy of a softmax over all candidates. */
        SOFTMAX,
        /** The same with the sum over candidates estimated from uniform draws and the targets of the same part. */
        SAMPLED_SOFTMAX
    }

    public WindowRecipe {
        if (negatives < 1) {
            throw new IllegalArgumentException("network.window.negatives is " + negatives
                    + ": a loss that samples draws at least 1, such as 1024");
        }
    }

    /** Full softmax. */
    public static WindowRecipe standard() {
        return new WindowRecipe(Loss.SOFTMAX, 1_024);
    }
}
