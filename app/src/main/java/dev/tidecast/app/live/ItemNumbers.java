package dev.tidecast.app.live;

import dev.tidecast.sequence.Items;

/** How the items of live events are numbered. */
public interface ItemNumbers {
    /** The number of an item, -1 of one that has none yet. */
    int of(String name);

    /** When an item was first seen, epoch seconds; an event that is said to be older is about no item. */
    long firstSeen(int item);

    /** The numbers of a dataset. */
    static ItemNumbers of(Items items) {
        return new ItemNumbers() {
            @Override
            public int of(String name) {
                return items.names().indexOf(name);
            }

            @Override
            public long firstSeen(int item) {
                return items.firstSeen().get(item);
            }
        };
    }
}
