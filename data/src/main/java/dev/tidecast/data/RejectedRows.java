package dev.tidecast.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into {@code rejects.parquet}, a few rows at a time. */
public final class RejectedRows {
    private RejectedRows() {}

    /**
     * A row that did not become an interaction.
     *
     * @param file and {@code record} tell where it stands
     * @param raw the row's own text where it could not be taken apart; null otherwise
     */
    public record Rejected(
            String file,
            long record,
            String reason,
            String outcome,
            @Nullable String user,
            @Nullable String item,
            @Nullable String time,
            @Nullable String quantity,
            @Nullable String price,
            @Nullable String raw) {}

    /**
     * Up to {@code count} rows in the order of the files, after the first {@code skipped}.
     *
     * @param reason of all of them; null for any
     * @throws IOException if the file can't be read
     */
    public static List<Rejected> read(Path file, @Nullable String reason, long skipped, int count) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Database database = Database.open(folder(file));
                Connection connection = database.fork();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT file, record, reason, outcome, \"user\", item, time, quantity, price, raw FROM read_parquet("
                                + Database.text(file.toString())
                                + ") WHERE (? IS NULL OR reason = ?) ORDER BY file, record LIMIT ? OFFSET ?")) {
            query.setString(1, reason);
            query.setString(2, reason);
            query.setInt(3, count);
            query.setLong(4, skipped);
            return rows(query);
        } catch (SQLException failed) {
            throw new IOException("the rejected rows can't be read: " + failed.getMessage(), failed);
        }
    }

    /** The rejects' own folder: what is spilled goes there and is gone afterwards. */
    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    private static List<Rejected> rows(PreparedStatement query) throws SQLException {
        List<Rejected> rows = new ArrayList<>();
        try (ResultSet results = query.executeQuery()) {
            while (results.next()) {
                rows.add(new Rejected(
                        results.getString(1),
                        results.getLong(2),
                        results.getString(3),
                        results.getString(4),
                        results.getString(5),
                        results.getString(6),
                        results.getString(7),
                        results.getString(8),
                        results.getString(9),
                        results.getString(10)));
            }
        }
        return rows;
    }
}
