/**
 * The output folder.
 *
 * <p>Takes the inputs' hashes and the work of a step; gives its outputs and a record of it. Invariant: a record is
 * written after the outputs it vouches for, so a killed run is done again and a finished one is not. Read first: {@link
 * dev.tidecast.app.store.OutputFolder}, then {@link dev.tidecast.app.store.Steps}.
 */
@NullMarked
package dev.tidecast.app.store;

import org.jspecify.annotations.NullMarked;
