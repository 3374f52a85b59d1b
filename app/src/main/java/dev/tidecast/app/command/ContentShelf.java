package dev.tidecast.app.command;

import dev.tidecast.app.config.ContentFiles;
import dev.tidecast.data.ParquetVectors;
import dev.tidecast.model.StepInput;
import dev.tidecast.model.content.ContentKnnTrainer;
import dev.tidecast.model.content.ContentSource;
import dev.tidecast.model.content.NpyVectors;
import dev.tidecast.model.content.QueryVectors;
import dev.tidecast.model.content.VectorTable;
import dev.tidecast.model.content.WordSource;
import dev.tidecast.model.image.PictureFiles;
import dev.tidecast.model.words.Tokeniser;
import dev.tidecast.neural.StepContent;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Facet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the content of items and steps that a recipe names.
 *
 * @param texts cuts titles and queries into words
 * @param words gives vectors of these
 */
record ContentShelf(ContentFiles files, ContentKnnTrainer texts, WordSource words) {
    /** Word vectors are read from the file where one is named, else trained on what is visible. */
    static ContentShelf of(ContentFiles files, Tokeniser tokeniser, Progress progress) {
        ContentKnnTrainer texts = ContentKnnTrainer.standard(tokeniser);
        Path file = files.words();
        return new ContentShelf(
                files, texts, file == null ? texts::wordVectors : new FileWords(file, tokeniser, progress));
    }

    /** All of them; files of vectors are read now. */
    ContentSource items(List<String> names) {
        return ContentSource.all(names.stream().map(this::named).toList());
    }

    private ContentSource named(String name) {
        return switch (name) {
            case "titles" -> ContentSource.titles(texts, words);
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

    /** What a recipe reads of steps beside what they always tell. */
    StepContent.Source steps(List<StepInput> inputs) {
        return StepContent.of(Set.copyOf(inputs), visible -> QueryVectors.of(visible, texts, words));
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
