/**
 * The fourth room: whatever scores items for a history as of an instant; baselines are models.
 *
 * <p>Takes: a {@link dev.tidecast.sequence.Dataset} seen as of the cut. Gives: through {@link
 * dev.tidecast.model.Trainer} a {@link dev.tidecast.model.Model}, and through that a {@link
 * dev.tidecast.model.Scorer}. Invariant: same seed and thread count, same weights; saved and loaded, same scores. Read
 * first: {@link dev.tidecast.model.Model}.
 */
@NullMarked
package dev.tidecast.model;

import org.jspecify.annotations.NullMarked;
