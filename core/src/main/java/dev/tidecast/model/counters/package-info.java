/**
 * Counting, done well: what a user's own past, other users' pasts and fresh popularity say of each item.
 *
 * <p>Takes: a {@link dev.tidecast.sequence.History} and the shop's {@link dev.tidecast.sequence.Dataset} as of an
 * instant. Gives: counters of own items, popularity, co-occurrence, and the baseline {@link
 * dev.tidecast.model.counters.WeightedCounters} whose logits the network starts from. Invariant: the same functions
 * serve training, backtest and forecast. Read first: {@link dev.tidecast.model.counters.OwnItems}.
 */
@NullMarked
package dev.tidecast.model.counters;

import org.jspecify.annotations.NullMarked;
