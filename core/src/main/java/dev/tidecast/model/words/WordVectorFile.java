package dev.tidecast.model.words;

import dev.tidecast.provenance.Artefact;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Word vectors as text, a word and its D numbers a line, plain or gzip: with a first line "W D" as word2vec writes it, or
 * without as GloVe does. The two are told apart by that line.
 */
public final class WordVectorFile {
    private WordVectorFile() {}

    /**
     * What a file held.
     *
     * @param lines read, the first line "W D" not counted
     * @param unwanted lines of words that were not asked for
     * @param wrong lines that are no word with D finite numbers, or a word for the second time
     * @param firstWrong the first wrong line's number and what is wrong with it; null if all are right
     */
    public record Reading(
            WordVectors vectors,
            long lines,
            long unwanted,
            long wrong,
            @Nullable String firstWrong) {
        /** One sentence for the log. */
        public String summary() {
            return String.format(
                    Locale.ROOT,
                    "%,d lines: %,d words of width %d, %,d not wanted, %,d wrong%s",
                    lines,
                    vectors.size(),
                    vectors.width(),
                    unwanted,
                    wrong,
                    firstWrong == null ? "" : " (first: " + firstWrong + ")");
        }
    }

    /** Reads all words of a file; see {@link #read(Path, Predicate)}. */
    public static Reading read(Path file) throws IOException {
        return read(file, word -> true);
    }

    /**
     * Reads the words of a file that are {@code wanted}; the others take no memory.
     *
     * @throws IOException if the file can't be read, is not of this format, or holds more wrong lines than right ones;
     *     the message names the file, the first wrong line and what is allowed
     */
    public static Reading read(Path file, Predicate<String> wanted) throws IOException {
        WordVectorLines lines = new WordVectorLines(wanted);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8), 1 << 16)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (java.util.zip.ZipException | java.io.EOFException damaged) {
            throw new IOException(
                    file + " is a damaged gzip file (" + damaged.getMessage() + ") after " + lines.read() + " lines",
                    damaged);
        }
        check(file, lines);
        return new Reading(lines.vectors(), lines.read(), lines.unwanted(), lines.wrong(), lines.firstWrong());
    }

    private static void check(Path file, WordVectorLines lines) throws IOException {
        if (lines.wrong() > lines.read() / 2 || lines.read() == 0) {
            throw new IOException(file + " is not a text file of word vectors: " + lines.wrong() + " of its "
                    + lines.read() + " lines are wrong"
                    + (lines.firstWrong() == null ? "" : " (" + lines.firstWrong() + ")")
                    + "; give a GloVe or word2vec text file, a word and its numbers a line");
        }
    }

    /** Opens a plain or a gzip file, told apart by its first two bytes. */
    static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new GZIPInputStream(in, 1 << 16) : in;
    }

    /** Writes vectors as text, with the first line "W D" of word2vec if {@code header}, else as GloVe does. */
    public static void write(WordVectors vectors, boolean header, Path file) throws IOException {
        Artefact.writeFile(file, path -> {
            try (Writer out = Files.newBufferedWriter(path)) {
                if (header) {
                    out.write(vectors.size() + " " + vectors.width() + "\n");
                }
                for (int word = 0; word < vectors.size(); word++) {
                    out.write(vectors.word(word));
                    for (float value : vectors.vector(word)) {
                        out.write(" " + value);
                    }
                    out.write("\n");
                }
            }
        });
    }
}
