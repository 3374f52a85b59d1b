package dev.tidecast.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentReaderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        for (String name : List.of("log.csv", "words.txt", "v.npy", "codes.txt", "v.parquet")) {
            Files.writeString(folder.resolve(name), "user,item,time\n");
        }
        Files.createDirectory(folder.resolve("photos"));
    }

    private Configuration read(String content, String recipe) throws IOException {
        String yaml = """
                name: shop
                sources: [{files: [log.csv]}]
                format: {type: csv, header: true}
                mapping: {user: user, item: item, time: {column: time, format: epoch-seconds}, behaviour: purchase}
                """;
        Path file = Files.writeString(
                folder.resolve("tidecast.yaml"), yaml + content + "recipe: {network: {content: " + recipe + "}}\n");
        return Configuration.read(file);
    }

    @Test
    void everyFormOfVectorsHasItsKeys() throws IOException {
        Configuration configuration = read("""
                content:
                  word-vectors: words.txt
                  vectors:
                    - {name: text, file: v.npy, codes: codes.txt}
                    - {name: bought, file: v.parquet, code: sku, vector: embedding}
                    - {name: image, pictures: photos}
                """, "[titles, text, image]");
        ContentFiles files = configuration.content();
        assertThat(files.words()).isEqualTo(folder.resolve("words.txt"));
        assertThat(files.vectors())
                .extracting(ContentFiles.Vectors::form)
                .containsExactly(ContentFiles.Form.NPY, ContentFiles.Form.PARQUET, ContentFiles.Form.PICTURES);
        assertThat(configuration.recipe().network().content()).containsExactly("titles", "text", "image");
    }

    @Test
    void aFileThatChangesChangesTheFingerprint() throws IOException {
        String content = "content: {word-vectors: words.txt, vectors: [{name: image, pictures: photos}]}\n";
        String before = read(content, "[]").content().fingerprint();
        assertThat(read(content, "[]").content().fingerprint()).isEqualTo(before);
        Files.writeString(folder.resolve("photos/a.png"), "a");
        String more = read(content, "[]").content().fingerprint();
        assertThat(more).isNotEqualTo(before);
        Files.writeString(folder.resolve("words.txt"), "word 1 2\n");
        assertThat(read(content, "[]").content().fingerprint()).isNotEqualTo(more);
        assertThat(ContentFiles.none().fingerprint()).isEmpty();
    }

    @Test
    void whatIsWrongIsToldAtOnceWithWhatIsAllowed() {
        assertThatThrownBy(() -> read("""
                        content:
                          word-vectors: missing.txt
                          vectors:
                            - {name: text, file: v.npy}
                            - {name: text, file: log.csv, code: sku, vector: embedding}
                            - {name: brand, pictures: photos}
                        """, "[titels]"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "missing.txt can't be read: name a file beside the configuration, or its whole path")
                .hasMessageContaining("content.vectors[1].codes is missing: for example \"codes: codes.txt\"")
                .hasMessageContaining("log.csv: a file .npy or .parquet is expected")
                .hasMessageContaining("text is taken: give each a name of its own")
                .hasMessageContaining("brand is taken: give each a name of its own")
                .hasMessageContaining(
                        "network.content names \"titels\": allowed are titles, category, brand, price-band, text, text, brand");
    }
}
