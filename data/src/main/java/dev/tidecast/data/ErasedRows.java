package dev.tidecast.data;

import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes users out of the file of rejected rows: file, record and reason stay, so that every row is still counted. */
public final class ErasedRows {
    private static final List<String> TOLD = List.of(
            "user",
            "item",
            "time",
            "behaviour",
            "quantity",
            "price",
            "currency",
            "order",
            "session",
            "event_id",
            "query",
            "raw");

    private ErasedRows() {}

    /** Blanks what the rows of erased users say; a file without any stays as it is. */
    public static void blank(Path rejects, Predicate<String> erased) throws IOException {
        Path folder = rejects.toAbsolutePath().getParent();
        try (Database database = Database.open(folder == null ? rejects : folder)) {
            String from = "read_parquet(" + Database.text(rejects.toString()) + ")";
            List<String> names = Database.texts(
                            database.connection(),
                            "SELECT DISTINCT \"user\" FROM " + from + " WHERE \"user\" IS NOT NULL")
                    .stream()
                    .filter(erased)
                    .toList();
            if (names.isEmpty()) {
                return;
            }
            String gone = names.stream().map(Database::text).collect(Collectors.joining(", ", "(", ")"));
            String columns = TOLD.stream()
                    .map(name -> "CASE WHEN \"user\" IN " + gone + " THEN NULL ELSE \"" + name + "\" END AS \"" + name
                            + "\"")
                    .collect(Collectors.joining(", "));
            Artefact.writeFile(rejects, path -> {
                try {
                    database.run("COPY (SELECT * REPLACE (" + columns + ") FROM " + from + ") TO "
                            + Database.text(path.toString()) + " (FORMAT parquet, COMPRESSION zstd)");
                } catch (SQLException failed) {
                    throw new IOException(failed.getMessage(), failed);
                }
            });
        } catch (SQLException failed) {
            throw new IOException("can't take erased users out of " + rejects + ": " + failed.getMessage(), failed);
        }
    }
}
