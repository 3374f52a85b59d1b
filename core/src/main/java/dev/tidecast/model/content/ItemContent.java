package dev.tidecast.model.content;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is known of V items beside who took them.
 *
 * @param modalities vectors of titles, pictures and the like, [V x D] each
 * @param labels categories, brands and the like, [V] each
 */
public record ItemContent(List<Modality> modalities, List<Labels> labels) {
    /**
     * One of K labels for each item.
     *
     * @param name as recipes call it: {@code brand}
     * @param count K
     * @param of [V], 0 to K - 1, or -1 where unknown
     */
    @SuppressWarnings("ArrayRecordComponent") // shared for speed, as those of a modality
    public record Labels(String name, int count, int[] of) {
        public Labels {
            for (int item = 0; item < of.length; item++) {
                if (of[item] < -1 || of[item] >= count) {
                    throw new IllegalArgumentException(name + " of item " + item + " is " + of[item] + " of " + count
                            + ": 0 to " + (count - 1) + " are allowed, -1 where it is unknown");
                }
            }
        }
    }

    public ItemContent {
        modalities = List.copyOf(modalities);
        labels = List.copyOf(labels);
        long sizes = Stream.concat(
                        modalities.stream().map(Modality::items),
                        labels.stream().map(each -> each.of().length))
                .distinct()
                .count();
        if (sizes > 1) {
            throw new IllegalArgumentException("content of one catalogue has a row for each of its items, got "
                    + modalities.stream().map(Modality::items).toList() + " and "
                    + labels.stream().map(each -> each.of().length).toList());
        }
    }

    /** Nothing is known. */
    public static ItemContent none() {
        return new ItemContent(List.of(), List.of());
    }

    /** Both together. */
    public ItemContent and(ItemContent other) {
        return new ItemContent(
                Stream.concat(modalities.stream(), other.modalities.stream()).toList(),
                Stream.concat(labels.stream(), other.labels.stream()).toList());
    }
}
