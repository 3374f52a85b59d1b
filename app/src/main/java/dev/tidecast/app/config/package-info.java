/**
 * The shop's settings.
 *
 * <p>Takes a {@code tidecast.yaml} and the recipe that it names; gives a {@link dev.tidecast.app.config.Configuration}
 * of the domain's own records. Invariant: either every key was understood, or all problems are reported together, each
 * with file, line and column. Read first: {@link dev.tidecast.app.config.Configuration}, then {@link
 * dev.tidecast.app.config.Section}.
 */
@NullMarked
package dev.tidecast.app.config;

import org.jspecify.annotations.NullMarked;
