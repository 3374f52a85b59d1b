/**
 * Whether and how much, from how often and how long ago: customers buy at a rate of their own until they leave.
 *
 * <p>Takes: each user's first day, last day and number of days with the target behaviour. Gives: through {@link
 * dev.tidecast.model.lifetime.LifetimeTrainer} the model {@code bg-nbd}, which tells probabilities and spend and ranks
 * no items. Invariant: the fitted parameters are those of the published worked example. Read first: {@link
 * dev.tidecast.model.lifetime.BgNbd}.
 */
@NullMarked
package dev.tidecast.model.lifetime;

import org.jspecify.annotations.NullMarked;
