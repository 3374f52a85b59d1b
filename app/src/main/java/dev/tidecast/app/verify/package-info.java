/**
 * Whether known figures still come out.
 *
 * <p>Takes: the readable list of expectations ({@code verify/expectations.yaml}) and a folder of public data sets. Gives:
 * one outcome a line of the list. Invariant: a figure that drifts beyond its tolerance fails, a data set that is absent is
 * told, and nothing is left out in silence; the list is the only place to add to. Read first: {@link
 * dev.tidecast.app.verify.Expectations}.
 */
@NullMarked
package dev.tidecast.app.verify;

import org.jspecify.annotations.NullMarked;
