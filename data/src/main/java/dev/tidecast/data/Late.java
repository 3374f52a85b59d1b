package dev.tidecast.data;

import dev.tidecast.clean.Reason;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBAppender;

/** Reasons of rows that only their order among others could tell, by place in the log. */
final class Late {
    private long[] places = new long[1 << 10];
    private byte[] reasons = new byte[1 << 10];
    private int size;

    void add(long place, Reason reason) {
        if (size == places.length) {
            places = Arrays.copyOf(places, size * 2);
            reasons = Arrays.copyOf(reasons, size * 2);
        }
        places[size] = place;
        reasons[size++] = (byte) reason.ordinal();
    }

    /** Gives these reasons to the rows of {@code parts}. */
    void apply(Database database, List<Loading.Part> parts) throws SQLException {
        if (size == 0) {
            return;
        }
        database.run("CREATE TABLE late(pos BIGINT, reason TINYINT)");
        try (DuckDBAppender rows = database.connection().createAppender("main", "late")) {
            for (int i = 0; i < size; i++) {
                rows.beginRow();
                rows.append(places[i]);
                rows.append(reasons[i]);
                rows.endRow();
            }
        }
        for (Loading.Part part : parts) {
            String rows = "rows_" + part.number();
            database.run("UPDATE " + rows + " SET reason = late.reason FROM late WHERE late.pos = "
                    + ((long) part.number() << Loading.ROW_BITS) + " + " + rows + ".rowid");
        }
    }
}
