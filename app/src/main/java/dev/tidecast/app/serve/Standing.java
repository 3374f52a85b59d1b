package dev.tidecast.app.serve;

import dev.tidecast.app.live.LiveUsers;
import dev.tidecast.sequence.Dataset;
import java.util.Set;

/**
 * What answers stand on until the next one takes its place; shared and immutable, but for the users' states, which move
 * with the events.
 *
 * @param loaded the model in charge and the prepared log
 * @param visible the log with the live events and items up to {@code visible.asOf()}: popularity is read from it
 * @param users states as of now
 * @param passedOver users of the prepared log whose live events can't be read: nobody is told of them
 * @param number counts the standings of this process, from 1
 */
public record Standing(
        ModelSource.Loaded loaded, Dataset visible, LiveUsers users, Set<String> passedOver, long number) {
    public Standing {
        passedOver = Set.copyOf(passedOver);
    }
}
