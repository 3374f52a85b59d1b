/**
 * Word vectors of our own: Word2Vec and GloVe on any lists of tokens, and readers of those that others trained.
 *
 * <p>Takes: lists of tokens (titles, queries, the items of histories) of a {@link dev.tidecast.sequence.Dataset} seen as
 * of the cut. Gives: {@link dev.tidecast.model.words.WordVectors}. Invariant: the same lists, settings and seed give the
 * same vectors to the bit, whatever the number of threads. Read first: {@link dev.tidecast.model.words.Word2Vec}.
 */
@NullMarked
package dev.tidecast.model.words;

import org.jspecify.annotations.NullMarked;
