package dev.tidecast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.model.content.VectorTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetVectorsTest {
    @TempDir
    Path folder;

    private Path parquet(String rows) throws SQLException {
        Path file = folder.resolve("it's.parquet");
        try (Database database = Database.open(folder)) {
            database.run("COPY (SELECT * FROM (VALUES " + rows + ") t(item, vector)) TO "
                    + Database.text(file.toString()) + " (FORMAT parquet)");
        }
        return file;
    }

    @Test
    void rows_are_read_and_those_that_can_not_be_used_are_counted() throws Exception {
        VectorTable read = ParquetVectors.read(
                parquet("('Z', NULL), ('A', [1.5, 2]), ('B', [3, NULL]), ('C', [4]), ('D', [5, -6]), (NULL, [1, 1])"),
                "item",
                "vector");
        assertThat(read.codes()).containsExactly("A", "D");
        assertThat(read.values()).containsExactly(1.5f, 2, 5, -6);
        assertThat(read.wrong()).isEqualTo(4);
        assertThat(read.firstWrong()).isEqualTo("row 1: the vector of Z is missing");
    }

    @Test
    void arrays_of_fixed_size_and_codes_that_are_numbers_are_read_too() throws Exception {
        VectorTable read =
                ParquetVectors.read(parquet("(17, [1, 2]::FLOAT[2]), (4, [3, 4]::FLOAT[2])"), "item", "vector");
        assertThat(read.codes()).containsExactly("17", "4");
        assertThat(read.values()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void what_is_no_such_file_is_refused_with_what_is_there() throws Exception {
        Path file = parquet("('A', [1.5])");
        assertThatThrownBy(() -> ParquetVectors.read(file, "code", "vector"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no column \"code\": it has [item, vector]");
        Path text = Files.writeString(folder.resolve("t.parquet"), "this is not a parquet file at all");
        assertThatThrownBy(() -> ParquetVectors.read(text, "item", "vector"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("t.parquet can't be read as a Parquet file");
        assertThatThrownBy(() -> ParquetVectors.read(folder.resolve("none"), "item", "vector"))
                .hasMessageContaining("is not there");
        Path words = parquet("('A', 'red'), ('B', 'blue')");
        assertThatThrownBy(() -> ParquetVectors.read(words, "item", "vector")).hasMessageContaining("can't be read");
        Path none = parquet("('A', NULL::FLOAT[])");
        assertThatThrownBy(() -> ParquetVectors.read(none, "item", "vector")).hasMessageContaining("holds no vector");
    }
}
