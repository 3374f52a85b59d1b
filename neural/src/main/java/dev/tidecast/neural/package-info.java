/**
 * The sole owner of libtorch: trunks, losses and training; native memory never leaves this room.
 *
 * <p>Takes: plain arrays (steps of histories, targets of windows) and settings. Gives: weights as {@link
 * dev.tidecast.model.StoredTensor}s, which {@code dev.tidecast.model.inference} runs without libtorch, and {@link
 * dev.tidecast.neural.EaseSolver}.
 *
 * <p>Invariant: same seed and same number of threads, same weights, to the bit, whether a run was interrupted or not.
 *
 * <p>The way of a step: {@link dev.tidecast.neural.TrainingLoop} gives each thread some parts of a batch; each thread's
 * {@link dev.tidecast.neural.Objective} runs a trunk ({@link dev.tidecast.neural.Trunk}) on its own view of the
 * {@link dev.tidecast.neural.FlatParameters}, computes loss and gradient of the logits by hand ({@link
 * dev.tidecast.neural.WindowSoftmax}) and lets autograd carry that gradient back through the trunk; the gradients are
 * added, clipped and applied by an {@link dev.tidecast.neural.Optimizer}.
 *
 * <p>Read first: {@link dev.tidecast.neural.TrainingLoop}.
 */
@NullMarked
package dev.tidecast.neural;

import org.jspecify.annotations.NullMarked;
