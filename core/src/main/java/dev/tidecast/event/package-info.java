/**
 * The first room: what a shop's log says, before anyone judges it.
 *
 * <p>Takes: a {@link dev.tidecast.event.LogSource}, the description of files and of what their columns mean. Gives:
 * {@link dev.tidecast.event.RawEvent}s, each with the file and record it came from, through the door
 * {@link dev.tidecast.event.EventSource}. Invariant: every row is counted, readable or not. Read first:
 * {@link dev.tidecast.event.Behaviour}, then {@link dev.tidecast.event.Mapping}.
 */
@NullMarked
package dev.tidecast.event;

import org.jspecify.annotations.NullMarked;
