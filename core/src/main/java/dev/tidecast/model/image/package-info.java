/**
 * A plain description of pictures, by the JDK alone: colours and edges, as one more kind of content.
 *
 * <p>Takes: a folder or a tar file of pictures named after item codes. Gives: a {@link
 * dev.tidecast.model.content.VectorTable}. Invariant: the same picture gives the same vector, and a picture that can't be
 * read is counted and named. Read first: {@link dev.tidecast.model.image.PictureFiles}.
 */
@NullMarked
package dev.tidecast.model.image;

import org.jspecify.annotations.NullMarked;
