package dev.tidecast.data;

import dev.tidecast.event.BadInputException;
import dev.tidecast.event.FileFormat;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The beginning of a file that only DuckDB can open.
 *
 * @param columns their names
 * @param rows each with one text a column, empty where the cell is
 */
public record FileSample(List<String> columns, List<List<String>> rows) {
    public FileSample {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * The first rows of a Parquet file.
     *
     * @throws BadInputException if it is none
     */
    public static FileSample ofParquet(Path file, int count) throws IOException {
        return with(file, database -> {
            Relation table = Relation.of(
                    database.connection(),
                    file,
                    file,
                    new FileFormat(FileFormat.Kind.PARQUET, StandardCharsets.UTF_8, null, true, List.of(), '.', null));
            String texts = table.columns().stream().map(table::text).collect(Collectors.joining(", "));
            List<List<String>> rows = new ArrayList<>();
            String sql = "SELECT " + texts + " FROM " + table.from() + " LIMIT " + count;
            try (Statement statement = database.connection().createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    rows.add(cells(row, table.columns().size()));
                }
            }
            return new FileSample(table.columns(), rows);
        });
    }

    private static List<String> cells(ResultSet row, int count) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int column = 1; column <= count; column++) {
            String cell = row.getString(column);
            cells.add(cell == null ? "" : cell);
        }
        return cells;
    }

    /**
     * The first bytes of what a .zst file holds, in whichever encoding, at most {@code count}; its last line may be cut.
     *
     * @throws BadInputException if it is damaged
     */
    public static byte[] ofZstd(Path file, int count) throws IOException {
        return with(file, database -> {
            Path plain = database.folder().resolve("sample");
            Transcoding.unpack(database, file, plain, " LIMIT 20000");
            try (InputStream in = Files.newInputStream(plain)) {
                return in.readNBytes(count);
            }
        });
    }

    private interface Reading<T> {
        T from(Database database) throws SQLException, IOException;
    }

    private static <T> T with(Path file, Reading<T> reading) throws IOException {
        Path folder = Files.createTempDirectory("tidecast-sample");
        try (Database database = Database.open(folder)) {
            return reading.from(database);
        } catch (SQLException failed) {
            throw new BadInputException(
                    "can't read " + file + ": "
                            + String.valueOf(failed.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")
                            + ". Check that the file is whole",
                    failed);
        } finally {
            Artefact.deleteTree(folder);
        }
    }
}
