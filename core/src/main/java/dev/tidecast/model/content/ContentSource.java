package dev.tidecast.model.content;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import java.util.Arrays;
import java.util.List;

/** Makes content of the items that a dataset shows; what it fits, it fits to what is visible. */
@FunctionalInterface
public interface ContentSource {
    /** The content of all visible items; none where the log does not tell it. */
    ItemContent of(Dataset visible);

    /** No content. */
    static ContentSource none() {
        return visible -> ItemContent.none();
    }

    /**
     * Titles by the vectors of their words.
     *
     * @param words cuts titles into words and weighs these
     */
    static ContentSource titles(ContentKnnTrainer words, WordSource vectors) {
        return visible -> {
            List<List<String>> titles = words.titles(visible);
            return modality(words.encoder(titles, vectors.of(visible)).modality("titles", titles));
        };
    }

    /** Vectors of a file, joined by the items' codes. */
    static ContentSource table(String name, VectorTable table) {
        return visible -> modality(
                table.join(name, visible.items().names(), visible.itemCount()).modality());
    }

    private static ItemContent modality(Modality modality) {
        boolean told = modality.presentCount() > 0;
        return told ? new ItemContent(List.of(modality.normalised()), List.of()) : ItemContent.none();
    }

    /** Category, brand or price band. */
    static ContentSource facet(Facet facet) {
        return visible -> {
            FacetIndex index = FacetIndex.of(visible, facet);
            int[] labels = new int[visible.itemCount()];
            Arrays.setAll(labels, index::of);
            boolean told = Arrays.stream(labels).anyMatch(label -> label >= 0);
            return told
                    ? new ItemContent(List.of(), List.of(new ItemContent.Labels(facet.word(), index.size(), labels)))
                    : ItemContent.none();
        };
    }

    /** All of several sources. */
    static ContentSource all(List<ContentSource> sources) {
        List<ContentSource> each = List.copyOf(sources);
        return visible -> each.stream().map(source -> source.of(visible)).reduce(ItemContent.none(), ItemContent::and);
    }
}
