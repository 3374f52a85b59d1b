package dev.tidecast.data;

import dev.tidecast.model.content.VectorTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads vectors keyed by item code from a Parquet file: a column of codes and a column of lists of numbers. */
public final class ParquetVectors {
    private ParquetVectors() {}

    /**
     * Reads all rows; the width is that of the first list, rows that can't be used are counted.
     *
     * @param code name of the column of codes
     * @param vector name of the column of lists or arrays of numbers
     * @throws IOException if the file can't be read, lacks a column, or holds no vector; the message names the file, what
     *     is there and what is allowed
     */
    public static VectorTable read(Path file, String code, String vector) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not there: give a Parquet file of vectors");
        }
        Path spill = Files.createTempDirectory("tidecast-vectors");
        try (Database database = Database.open(spill);
                Connection connection = database.fork();
                Statement statement = connection.createStatement()) {
            String from = " FROM read_parquet(" + Database.text(file.toString()) + ")";
            check(
                    file,
                    code,
                    vector,
                    Database.texts(connection, "SELECT column_name FROM (DESCRIBE SELECT *" + from + ")"));
            try (ResultSet row = statement.executeQuery(
                    "SELECT " + Database.name(code) + "::VARCHAR, " + Database.name(vector) + "::FLOAT[]" + from)) {
                return table(file, vector, row);
            }
        } catch (SQLException failed) {
            throw new IOException(
                    file + " can't be read as a Parquet file with numbers in \"" + vector + "\": "
                            + String.valueOf(failed.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    failed);
        } finally {
            dev.tidecast.provenance.Artefact.deleteTree(spill);
        }
    }

    private static void check(Path file, String code, String vector, List<String> columns) throws IOException {
        for (String column : List.of(code, vector)) {
            if (!columns.contains(column)) {
                throw new IOException(file + " has no column \"" + column + "\": it has " + columns);
            }
        }
    }

    private static VectorTable table(Path file, String vector, ResultSet row) throws SQLException, IOException {
        List<String> early = new ArrayList<>(); // codes of rows before the first vector, whose width is not known yet
        VectorTable.Collector rows = null;
        while (row.next()) {
            float @Nullable [] values = floats(row.getArray(2));
            String code = row.getString(1);
            if (rows == null && values != null && values.length > 0) {
                rows = new VectorTable.Collector(values.length);
                for (String each : early) {
                    rows.add(each, null);
                }
            }
            if (rows == null) {
                early.add(code == null ? "" : code);
            } else {
                rows.add(code, values);
            }
        }
        if (rows == null) {
            throw new IOException(
                    file + " holds no vector: its " + early.size() + " rows have none in \"" + vector + "\"");
        }
        return rows.table();
    }

    /** The numbers of a list, NaN where one is missing; null where the list is. */
    private static float @Nullable [] floats(@Nullable Array list) throws SQLException {
        if (list == null) {
            return null;
        }
        Object[] values = (Object[]) list.getArray();
        float[] floats = new float[values.length];
        for (int d = 0; d < floats.length; d++) {
            floats[d] = values[d] instanceof Number number ? number.floatValue() : Float.NaN;
        }
        return floats;
    }
}
