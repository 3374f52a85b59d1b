package dev.tidecast.app.command;

import dev.tidecast.model.content.WordSource;
import dev.tidecast.model.words.Tokeniser;
import dev.tidecast.model.words.WordVectorFile;
import dev.tidecast.model.words.WordVectors;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Word vectors of a file, which may hold millions: only the words of the log's titles and queries take memory. The file is
 * read once for all views of a log. That words are kept which come later than a view says nothing of them: a word's vector
 * is the file's.
 */
final class FileWords implements WordSource {
    private final Path file;
    private final Tokeniser tokeniser;
    private final Progress progress;
    private Set<String> asked = Set.of();
    private @Nullable WordVectors read;

    FileWords(Path file, Tokeniser tokeniser, Progress progress) {
        this.file = file;
        this.tokeniser = tokeniser;
        this.progress = progress;
    }

    @Override
    public synchronized WordVectors of(Dataset visible) {
        Set<String> wanted = words(visible);
        WordVectors known = read;
        if (known == null || !asked.containsAll(wanted)) {
            known = read(wanted);
            asked = wanted;
            read = known;
        }
        return known;
    }

    private Set<String> words(Dataset log) {
        Set<String> words = new HashSet<>();
        for (Vocabulary texts : List.of(log.items().titles(), log.queries())) {
            for (int text = 0; text < texts.size(); text++) {
                words.addAll(tokeniser.tokens(texts.get(text)));
            }
        }
        return words;
    }

    private WordVectors read(Set<String> wanted) {
        try {
            WordVectorFile.Reading reading = WordVectorFile.read(file, wanted::contains);
            progress.line(file.getFileName() + ": " + reading.summary());
            return reading.vectors();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
