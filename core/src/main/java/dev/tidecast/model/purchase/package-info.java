/**
 * The article's program: will a user buy within the horizon, told by a trunk over the last days and a sigmoid.
 *
 * <p>Takes a history as of an instant and trained weights; gives a probability, and ranks nothing.
 *
 * <p>Invariant: the same weights give the trainer's probabilities within 1e-4.
 *
 * <p>Read first: {@link PurchaseNetwork}.
 */
@NullMarked
package dev.tidecast.model.purchase;

import org.jspecify.annotations.NullMarked;
