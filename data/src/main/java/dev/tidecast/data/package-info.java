/** Filled in below. */
@NullMarked
package dev.tidecast.data;

import org.jspecify.annotations.NullMarked;
