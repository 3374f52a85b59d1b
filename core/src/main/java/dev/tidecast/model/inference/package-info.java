/**
 * Runs the networks that `neural` trained, in Java alone.
 *
 * <p>Takes: weights as plain float arrays by name (from {@link dev.tidecast.model.SafeTensors}) and step vectors.
 *
 * <p>Gives: the trunk's state after each step, for one history (O(1) a step) or for many at once.
 *
 * <p>Invariant: within 1e-4 of libtorch's own forward pass, with the Vector API and without it; a test in `neural`
 * holds every trunk to it.
 *
 * <p>Read first: {@link dev.tidecast.model.inference.TrunkInference}. {@link
 * dev.tidecast.model.inference.FloatKernels} has the few loops that cost time; the vector code lives in one class
 * behind it, and is chosen where `jdk.incubator.vector` is in the boot layer.
 */
@NullMarked
package dev.tidecast.model.inference;

import org.jspecify.annotations.NullMarked;
