/**
 * What is known of items but not of who wants them: vectors of titles, pictures and files, one row an item.
 *
 * <p>Takes: word vectors, files of vectors, pictures. Gives: a {@link dev.tidecast.model.content.Modality}, the nearest
 * items by it and a trainer that forecasts by them. Invariant: an item without content has a row of zeros and is
 * flagged, and what a modality is fitted on lies before the cut. Read first: {@link
 * dev.tidecast.model.content.Modality}.
 */
@NullMarked
package dev.tidecast.model.content;

import org.jspecify.annotations.NullMarked;
