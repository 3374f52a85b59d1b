package dev.tidecast.model.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordVectorFileTest {
    @TempDir
    Path folder;

    private final WordVectors vectors = new WordVectors(
            List.of("bag", "包", "new york"), new long[] {9, 4, 1}, 2, new float[] {1, -.5f, .1f, 3e-9f, 7, 0});

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("vectors.txt"), text);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void saved_and_loaded_nothing_changes() throws IOException {
        vectors.save(folder);
        WordVectors read = WordVectors.load(folder);
        assertThat(read.values()).isEqualTo(vectors.values());
        assertThat(read.indexOf("包")).isEqualTo(1);
        assertThat(read.word(2)).isEqualTo("new york");
        assertThat(read.count(0)).isEqualTo(9);
        assertThat(read.indexOf("absent")).isEqualTo(-1);
    }

    @Test
    void both_text_formats_come_back_to_the_bit() throws IOException {
        for (boolean header : new boolean[] {true, false}) {
            Path text = folder.resolve("text");
            WordVectorFile.write(vectors, header, text);
            WordVectorFile.Reading read = WordVectorFile.read(text);
            assertThat(read.vectors().values()).isEqualTo(vectors.values());
            assertThat(read.vectors().word(2)).isEqualTo("new york");
            assertThat(read.wrong()).isZero();
            assertThat(Files.readAllLines(text)).hasSize(header ? 4 : 3);
        }
    }

    @Test
    void a_gzip_file_is_known_by_its_bytes() throws IOException {
        Path packed = Files.write(folder.resolve("any-name"), gzip("a 1 2\nb 3 4\n"));
        assertThat(WordVectorFile.read(packed).vectors().vector(1)).containsExactly(3, 4);
    }

    @Test
    void wrong_lines_are_counted_and_the_first_is_told() throws IOException {
        WordVectorFile.Reading read = WordVectorFile.read(
                file("a 1 2\nb 3\nc 4 x\nd 5 NaN\na 6 7\n\ne 8 9\nf 1 2 3.5 4.5\ng 1 1\nh 1 1\ni 1 1\nj 1 1\nk 1 1\n"));
        assertThat(read.lines()).isEqualTo(13);
        assertThat(read.wrong()).isEqualTo(6);
        assertThat(read.firstWrong()).isEqualTo("line 2 of the words: 1 numbers where 2 are expected");
        assertThat(read.vectors().size()).isEqualTo(7);
        assertThat(read.summary())
                .isEqualTo("13 lines: 7 words of width 2, 0 not wanted, 6 wrong"
                        + " (first: line 2 of the words: 1 numbers where 2 are expected)");
    }

    @Test
    void only_wanted_words_are_kept() throws IOException {
        WordVectorFile.Reading read = WordVectorFile.read(file("3 1\na 1\nb 2\nc 3\n"), "b"::equals);
        assertThat(read.vectors().size()).isEqualTo(1);
        assertThat(read.unwanted()).isEqualTo(2);
        assertThat(read.vectors().vector(0)).containsExactly(2);
    }

    @Test
    void files_of_another_kind_are_refused_with_what_is_expected() throws IOException {
        assertThatThrownBy(() -> WordVectorFile.read(file("once upon a time\nthere was a shop\n")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2 of its 2 lines are wrong")
                .hasMessageContaining("\"upon\" is no number")
                .hasMessageContaining("GloVe or word2vec");
        assertThatThrownBy(() -> WordVectorFile.read(file(""))).hasMessageContaining("0 lines");
        byte[] whole = gzip("a 1 2\n".repeat(100));
        Path damaged = Files.write(folder.resolve("d.gz"), java.util.Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(() -> WordVectorFile.read(damaged)).hasMessageContaining("damaged gzip");
    }

    /** By hand: (3, 4) and (4, -3) are at right angles; with half of the length in 2,000 signs they nearly stay so. */
    @Test
    void with_an_identity_a_word_keeps_its_length_and_its_company_counts_for_the_rest() {
        WordVectors words = new WordVectors(List.of("a", "b", "c"), new long[3], 2, new float[] {3, 4, 4, -3, 6, 8});
        WordVectors wider = words.withIdentity(.5, 2_000, 1);
        assertThat(wider.width()).isEqualTo(2_002);
        assertThat(wider.cosine(0, 0)).isCloseTo(1, within(1e-6));
        assertThat(wider.cosine(0, 1)).isCloseTo(0, within(.05));
        assertThat(wider.cosine(0, 2)).isCloseTo(.5, within(.05));
        assertThat(words.withIdentity(1, 2_000, 1).cosine(0, 2)).isCloseTo(0, within(.1));
        assertThatThrownBy(() -> words.withIdentity(2, 3, 1)).hasMessageContaining("a share of 2.0");
    }

    @Test
    void vectors_that_are_not_finite_or_twice_there_are_refused() {
        assertThatThrownBy(() -> new WordVectors(List.of("a"), new long[1], 1, new float[] {Float.NaN}))
                .hasMessageContaining("\"a\" holds NaN");
        assertThatThrownBy(() -> new WordVectors(List.of("a", "a"), new long[2], 1, new float[2]))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new WordVectors(List.of("a\nb"), new long[1], 1, new float[1]))
                .hasMessageContaining("line break");
    }
}
