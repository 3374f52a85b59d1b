/**
 * The fifth room: calibrated probabilities of what a user will do in a window, their direction and interval.
 *
 * <p>Takes: intensities of a model for one history as of an instant. Gives: a {@code Forecast}. Invariant: finite,
 * sorted, known facets; unions, sums and horizons are coherent. Read first: {@code Forecast}.
 */
@NullMarked
package dev.tidecast.forecast;

import org.jspecify.annotations.NullMarked;
