package dev.tidecast.app.serve;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;

/** Names of a facet's values: an item's code, and for others what the index calls them. */
public final class FacetNames {
    private FacetNames() {}

    /** The name of a value. */
    public static String of(Dataset visible, FacetIndex index, int value) {
        return index.facet() == Facet.ITEM ? visible.items().names().get(value) : index.label(value);
    }

    /** What people call the value of that name: an item's title where it has one. */
    public static String label(Dataset visible, Facet facet, String name) {
        int item = facet == Facet.ITEM ? visible.items().names().indexOf(name) : -1;
        return item < 0 ? name : visible.items().label(item);
    }

    /**
     * The value of that name.
     *
     * @throws UnknownNameException if there is none
     */
    public static int find(Dataset visible, FacetIndex index, String name) {
        int found = -1;
        if (index.facet() == Facet.ITEM) {
            found = visible.items().names().indexOf(name);
        } else {
            for (int value = 0; value < index.size() && found < 0; value++) {
                found = index.label(value).equals(name) ? value : -1;
            }
        }
        if (found < 0 || found >= index.size()) {
            throw new UnknownNameException("no " + index.facet().word() + " has this name");
        }
        return found;
    }

    /** Something that was named is not there. */
    public static final class UnknownNameException extends RuntimeException {
        public UnknownNameException(String message) {
            super(message);
        }
    }
}
