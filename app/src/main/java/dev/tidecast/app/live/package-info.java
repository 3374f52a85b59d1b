/**
 * Live state: events in, durable before they are acknowledged; each user's state as of now.
 *
 * <p>Takes: events that passed the row rules. Gives: the stored events of a user in time order, and states that equal
 * those of a prepared log. Invariant: what was acknowledged survives a kill and is counted once. Read first: {@code
 * EventStore}, then {@code GroupCommit}.
 */
@NullMarked
package dev.tidecast.app.live;

import org.jspecify.annotations.NullMarked;
