package dev.tidecast.app.config;

import dev.tidecast.app.config.ContentFiles.Form;
import dev.tidecast.app.config.ContentFiles.Vectors;
import dev.tidecast.model.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code content}: files that tell what items are like. */
final class ContentReader {
    private final Path folder;
    private final Problems problems;

    ContentReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    ContentFiles files(Section content) {
        Path words = content.has("word-vectors") ? file(content, "word-vectors", "glove.6B.100d.txt.gz") : null;
        List<Vectors> vectors = new ArrayList<>();
        for (Section entry : content.sections("vectors")) {
            Vectors read = vectors(entry);
            if (vectors.stream().anyMatch(each -> each.name().equals(read.name()))
                    || Recipe.CONTENT.contains(read.name())) {
                problems.add(entry.place("name"), entry.text("name", "") + " is taken: give each a name of its own");
            }
            vectors.add(read);
            entry.done();
        }
        content.done();
        return new ContentFiles(words, vectors);
    }

    private Vectors vectors(Section entry) {
        String name = entry.required("name", "image");
        if (entry.has("pictures")) {
            return new Vectors(name, Form.PICTURES, file(entry, "pictures", "photos/"), null, "", "");
        }
        Path file = file(entry, "file", "vectors.npy");
        if (file.toString().endsWith(".npy")) {
            return new Vectors(name, Form.NPY, file, file(entry, "codes", "codes.txt"), "", "");
        }
        if (!file.toString().endsWith(".parquet")) {
            problems.add(entry.place("file"), file.getFileName() + ": a file .npy or .parquet is expected");
        }
        return new Vectors(
                name, Form.PARQUET, file, null, entry.required("code", "sku"), entry.required("vector", "embedding"));
    }

    private Path file(Section section, String key, String example) {
        Path file = folder.resolve(section.required(key, example)).normalize();
        if (!Files.isReadable(file)) {
            problems.add(
                    section.place(key),
                    file + " can't be read: name a file beside the configuration, or its whole path");
        }
        return file;
    }

    /** A recipe can only name content that is there. */
    void require(Section root, @Nullable Recipe recipe, ContentFiles files) {
        List<String> names = Stream.concat(
                        Recipe.CONTENT.stream(), files.vectors().stream().map(Vectors::name))
                .toList();
        if (recipe == null) {
            return;
        }
        recipe.network().content().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> problems.add(
                        root.place("recipe"),
                        "network.content names \"" + name + "\": allowed are " + String.join(", ", names)
                                + (files.vectors().isEmpty()
                                        ? "; others stand under content.vectors with their files"
                                        : "")));
    }
}
