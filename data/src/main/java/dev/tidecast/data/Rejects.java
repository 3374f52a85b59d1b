package dev.tidecast.data;

import dev.tidecast.clean.Reason;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The file of every row that did not become an interaction of its own. */
final class Rejects {
    private Rejects() {}

    /** A statement that gives file, record, reason, outcome and the mapped texts, in the order of the log. */
    static String select(List<Loading.Part> parts) {
        String files = parts.stream()
                .map(part ->
                        "(" + part.number() + ", " + Database.text(part.file().toString()) + ")")
                .collect(Collectors.joining(", "));
        String reasons = Arrays.stream(Reason.values())
                .map(reason -> "(" + reason.ordinal() + ", '" + reason.code() + "', '"
                        + reason.outcome().name().toLowerCase(Locale.ROOT) + "')")
                .collect(Collectors.joining(", "));
        String judged = "SELECT k, record, reason, u, i, ts, b, qs, ps, o, s, e, q, raw FROM ("
                + Loading.recorded("SELECT every.* REPLACE (coalesce(late.reason, every.reason) AS reason) FROM every"
                        + " LEFT JOIN late USING (pos) WHERE late.reason IS NOT NULL OR every.reason IS NOT NULL")
                + ")";
        String aside = "SELECT k, record, " + Reason.UNREADABLE_ROW.ordinal() + ", NULL, NULL, NULL, NULL, NULL, NULL,"
                + " NULL, NULL, NULL, NULL, raw FROM set_aside";
        return "SELECT files.file, record, reasons.code AS reason, reasons.outcome, u AS \"user\", i AS item, ts AS time,"
                + " b AS behaviour, qs AS quantity, ps AS price, o AS \"order\", s AS session, e AS event_id,"
                + " q AS query, raw FROM (" + judged + " UNION ALL " + aside + ") rejected"
                + " JOIN (VALUES " + files + ") files(k, file) ON files.k = rejected.k"
                + " JOIN (VALUES " + reasons + ") reasons(n, code, outcome) ON reasons.n = rejected.reason"
                + " ORDER BY rejected.k, record";
    }

    static String copy(List<Loading.Part> parts, java.nio.file.Path file) throws SQLException {
        return "COPY (" + select(parts) + ") TO " + Database.text(file.toString())
                + " (FORMAT parquet, COMPRESSION zstd)";
    }
}
