package dev.tidecast.data;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes Parquet files of what others have written as text. */
public final class ParquetFile {
    private ParquetFile() {}

    /**
     * Writes {@code parquet} with the rows of {@code csv}.
     *
     * @param csv with a header, comma separated, UTF-8, quoted where needed; empty cells become null
     * @param columns name and SQL type of each column, in the order of the file
     */
    public static void fromCsv(Path csv, Map<String, String> columns, Path parquet) throws IOException {
        String types = columns.entrySet().stream()
                .map(column -> Database.text(column.getKey()) + ": " + Database.text(column.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
        Path folder = csv.toAbsolutePath().getParent();
        try (Database database = Database.open(folder == null ? csv : folder)) {
            database.run("COPY (FROM read_csv(" + Database.text(csv.toString())
                    + ", header = true, delim = ',', quote = '\"', columns = " + types + ")) TO "
                    + Database.text(parquet.toString()) + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException failed) {
            throw new IOException("can't write " + parquet + ": " + failed.getMessage(), failed);
        }
    }
}
