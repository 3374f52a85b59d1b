/**
 * Sole owner of xgboost: baselines of gradient-boosted trees, trained by its native engine and read by plain Java.
 *
 * <p>Takes: a {@link dev.tidecast.sequence.Dataset} as of a cut. Gives: {@link dev.tidecast.model.Model}s that hold
 * their trees as arrays, so that scoring needs no native library. Invariant: same seed and thread count, same trees; the
 * arrays foretell what the native engine foretells. Read first: {@link dev.tidecast.trees.TreeEnsemble}.
 */
@NullMarked
package dev.tidecast.trees;

import org.jspecify.annotations.NullMarked;
