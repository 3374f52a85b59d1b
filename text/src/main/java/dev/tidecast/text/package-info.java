/**
 * Sole owner of Lucene: words of titles and queries in any script, Chinese included.
 *
 * <p>Takes: a text. Gives: through {@link dev.tidecast.text.TextAnalyser} the words that word vectors are made of.
 * Invariant: the same text gives the same words, on any thread; half-width and full-width, upper and lower case, accented
 * and plain forms of a word are one. Read first: {@link dev.tidecast.text.TextAnalyser}.
 */
@NullMarked
package dev.tidecast.text;

import org.jspecify.annotations.NullMarked;
