package dev.tidecast.app.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a YAML file that knows where it stands. */
sealed interface Node {
    Place place();

    /** Where in which file; line and column from 1. */
    record Place(String file, int line, int column) {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /** A word, number or text as it was written. */
    record Scalar(Place place, String text) implements Node {}

    /** A key without a value, or {@code null}. */
    record Empty(Place place) implements Node {}

    /** Items in order. */
    record Listing(Place place, List<Node> items) implements Node {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /** Keys in the order in which they were written; {@code keys} tells where each stands. */
    record Block(Place place, Map<String, Node> values, Map<String, Place> keys) implements Node {
        /** This block where {@code over} says nothing, and {@code over} where it does. */
        Block overlaid(Block over) {
            Map<String, Node> values = new LinkedHashMap<>(this.values);
            values.putAll(over.values);
            Map<String, Place> keys = new LinkedHashMap<>(this.keys);
            keys.putAll(over.keys);
            return new Block(over.place, values, keys);
        }

        static Block none(Place place) {
            return new Block(place, Map.of(), Map.of());
        }
    }
}
