/** Filled in below. */
@NullMarked
package dev.tidecast.neural;

import org.jspecify.annotations.NullMarked;
