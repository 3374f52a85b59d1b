/**
 * Beside the rooms: judges models on what happened after a cut that they could not see.
 *
 * <p>Takes: trainers, a {@link dev.tidecast.sequence.Dataset}, cuts. Gives: a {@code BacktestReport} with intervals and
 * differences to the best baseline. Invariant: an oracle scores 1, a random model its expectation, a leaking model is
 * caught. Read first: {@code Backtest}.
 */
@NullMarked
package dev.tidecast.evaluate;

import org.jspecify.annotations.NullMarked;
