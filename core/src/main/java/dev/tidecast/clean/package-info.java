/**
 * The second room: raw events become interactions, or rejects with a reason.
 *
 * <p>Takes: {@link dev.tidecast.event.RawEvent}s and {@link dev.tidecast.clean.CleaningRules}. Gives: interactions,
 * rejects and a {@code CleaningReport}. Invariant: rows in = kept + folded + applied as cancellation
 * + rejected; a second pass with the stored thresholds changes nothing. Read first: {@link dev.tidecast.clean.Reason}.
 */
@NullMarked
package dev.tidecast.clean;

import org.jspecify.annotations.NullMarked;
