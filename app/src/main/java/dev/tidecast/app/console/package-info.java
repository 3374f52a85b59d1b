/**
 * What a person sees.
 *
 * <p>Takes values; gives lines of text: tables, bars, progress. Invariant: no control character reaches anything that
 * is not a terminal, and no colour anything that asks for none ({@code NO_COLOR}). Read first: {@link
 * dev.tidecast.app.console.Console}.
 */
@NullMarked
package dev.tidecast.app.console;

import org.jspecify.annotations.NullMarked;
