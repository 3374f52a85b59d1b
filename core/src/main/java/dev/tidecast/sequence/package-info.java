/**
 * The third room: interactions in time order, on disk and in view.
 *
 * <p>Takes: cleaned interactions. Gives: {@link dev.tidecast.sequence.Dataset}, a memory-mapped folder, seen as of an
 * instant; {@link dev.tidecast.sequence.History}, one user's part of it. Invariant: time-ordered with stable ties;
 * nothing after the instant of a view can be read through it. Read first: {@link dev.tidecast.sequence.Dataset}.
 */
@NullMarked
package dev.tidecast.sequence;

import org.jspecify.annotations.NullMarked;
