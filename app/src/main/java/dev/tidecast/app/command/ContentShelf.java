package dev.tidecast.app.command;

import dev.tidecast.app.config.ContentFiles;
import dev.tidecast.data.ParquetVectors;
import dev.tidecast.model.content.ContentKnnTrainer;
import dev.tidecast.model.content.ContentSource;
import dev.tidecast.model.content.NpyVectors;
import dev.tidecast.model.content.VectorTable;
import dev.tidecast.model.image.PictureFiles;
import dev.tidecast.model.words.Tokeniser;
import dev.tidecast.model.words.WordVectorFile;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Facet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Finds the content of items that a recipe names. */
record ContentShelf(ContentFiles files, Tokeniser tokeniser, Progress progress) {
    /** All of them; files are read now. */
    ContentSource of(List<String> names) {
        return ContentSource.all(names.stream().map(this::named).toList());
    }

    private ContentSource named(String name) {
        return switch (name) {
            case "titles" -> titles();
            case "category", "brand", "price-band" -> ContentSource.facet(Facet.of(name));
            default ->
                ContentSource.table(
                        name,
                        files.vectors().stream()
                                .filter(each -> each.name().equals(name))
                                .findFirst()
                                .map(this::table)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "no content is called " + name + ": name its file under content.vectors")));
        };
    }

    private ContentSource titles() {
        ContentKnnTrainer words = ContentKnnTrainer.standard(tokeniser);
        Path file = files.words();
        if (file == null) {
            return ContentSource.titles(words);
        }
        try {
            WordVectorFile.Reading reading = WordVectorFile.read(file);
            progress.line(file.getFileName() + ": " + reading.summary());
            return ContentSource.titles(words, reading.vectors());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private VectorTable table(ContentFiles.Vectors vectors) {
        try {
            return switch (vectors.form()) {
                case NPY -> NpyVectors.read(vectors.file(), Objects.requireNonNull(vectors.codes(), "codes"));
                case PARQUET -> ParquetVectors.read(vectors.file(), vectors.code(), vectors.vector());
                case PICTURES -> PictureFiles.read(vectors.file());
            };
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
