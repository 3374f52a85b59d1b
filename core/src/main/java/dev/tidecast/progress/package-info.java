/**
 * Beside the rooms: how long work tells where it is, without knowing of terminals.
 *
 * <p>Takes and gives nothing but words and counts. Invariant: no result depends on it. Read first: {@link
 * dev.tidecast.progress.Progress}.
 */
@NullMarked
package dev.tidecast.progress;

import org.jspecify.annotations.NullMarked;
