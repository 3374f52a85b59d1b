/**
 * The interest network without its trainer: everything that scoring needs, in plain Java.
 *
 * <p>Takes: weights that {@code neural} trained and the counters of {@link dev.tidecast.model.counters}. Gives: {@link
 * dev.tidecast.model.interest.InterestNetwork}, whose logits are those of counting plus the repeat and explore terms.
 * Invariant: with both scales at 0 it ranks exactly as weighted counters. Read first: {@link
 * dev.tidecast.model.interest.InterestNetwork}.
 */
@NullMarked
package dev.tidecast.model.interest;

import org.jspecify.annotations.NullMarked;
