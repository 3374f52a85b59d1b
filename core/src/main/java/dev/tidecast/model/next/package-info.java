/**
 * Models of the next item: a trunk over single events whose state is compared with every item's embedding.
 *
 * <p>Takes: weights that {@code neural} trained, histories. Gives: {@link dev.tidecast.model.next.NextItem}, a {@link
 * dev.tidecast.model.Model} whose scores are the logits of the next item.
 *
 * <p>Invariant: the embeddings that are read are those that are scored; saved and loaded, same scores.
 *
 * <p>Read first: {@link dev.tidecast.model.next.NextItem}.
 */
@NullMarked
package dev.tidecast.model.next;

import org.jspecify.annotations.NullMarked;
