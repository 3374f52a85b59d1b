package dev.tidecast.app.config;

import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files that tell what items are like.
 *
 * @param words vectors of words in the text form of GloVe or word2vec, null to train them on the log's own titles and queries
 * @param vectors of items
 */
public record ContentFiles(@Nullable Path words, List<Vectors> vectors) {
    /** The form of a file of vectors. */
    public enum Form {
        /** A matrix .npy with a text file of codes, a line each. */
        NPY,
        /** Parquet with a column of codes and one of lists. */
        PARQUET,
        /** A folder or a tar file of pictures, called by the items' codes. */
        PICTURES
    }

    /**
     * Vectors of items.
     *
     * @param name by which recipes call them
     * @param codes file of codes beside a matrix, null in other forms
     * @param code column of codes, empty in other forms than Parquet
     * @param vector column of vectors, likewise
     */
    public record Vectors(
            String name, Form form, Path file, @Nullable Path codes, String code, String vector) {}

    public ContentFiles {
        vectors = List.copyOf(vectors);
    }

    /** No files. */
    public static ContentFiles none() {
        return new ContentFiles(null, List.of());
    }

    /** Changes when a file does: the names and the files' checksums; of pictures their names and sizes. */
    public String fingerprint() throws IOException {
        List<String> parts = new ArrayList<>();
        for (Path file : files()) {
            parts.add(Files.isDirectory(file) ? listing(file) : Artefact.sha256(file));
        }
        vectors.forEach(each -> parts.add(each.toString()));
        return parts.isEmpty() ? "" : Artefact.sha256(parts);
    }

    private static String listing(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                lines.add(folder.relativize(file) + " " + Files.size(file));
            }
        }
        return Artefact.sha256(lines);
    }

    private List<Path> files() {
        Stream<Path> ofItems = vectors.stream()
                .flatMap(each -> Stream.concat(Stream.of(each.file()), Stream.ofNullable(each.codes())));
        return Stream.concat(Stream.ofNullable(words), ofItems).toList();
    }
}
