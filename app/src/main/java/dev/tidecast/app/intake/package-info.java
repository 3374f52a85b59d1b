/**
 * The first look at a shop's log.
 *
 * <p>Takes: files that nobody has described yet, and the answers given on the command line. Gives: a proposed {@code
 * tidecast.yaml} with the reason for each guess. Invariant: what can't be known from the files is asked, never invented.
 * Read first: {@link dev.tidecast.app.intake.Guesser}.
 */
@NullMarked
package dev.tidecast.app.intake;

import org.jspecify.annotations.NullMarked;
