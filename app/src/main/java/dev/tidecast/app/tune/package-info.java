/**
 * Searching a recipe's ranges: random trials, halved from selection cut to selection cut.
 *
 * <p>Takes ranges and a judge of one trial at one cut; gives the best trial. What was judged is kept in a journal, from
 * which a killed search goes on.
 *
 * <p>Invariant: the same seed, ranges and judge give the same trials in the same order, killed or not; no judge sees the
 * window that the recipe is judged on afterwards.
 *
 * <p>Read first: {@link Search}.
 */
@NullMarked
package dev.tidecast.app.tune;

import org.jspecify.annotations.NullMarked;
