package dev.tidecast.data;

import dev.tidecast.clean.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The file of every row that did not become an interaction of its own. */
final class Rejects {
    private Rejects() {}

    /** A statement that gives file, record, reason, outcome and the mapped texts, in the order of the log. */
    private static String select(Loading loading) {
        String files = named(
                "k",
                loading.parts().stream().map(part -> part.file().toString()).toList());
        List<Reason> all = List.of(Reason.values());
        String reasons = named("reason", all.stream().map(Reason::code).toList());
        String outcomes = named(
                "reason",
                all.stream()
                        .map(reason -> reason.outcome().name().toLowerCase(Locale.ROOT))
                        .toList());
        String rejected = "SELECT k, record, reason, u, i, ts, b, qs, ps, c, o, s, e, q, raw FROM ("
                + loading.recorded("SELECT * FROM every WHERE reason IS NOT NULL") + ")";
        if (!loading.isWhole()) {
            rejected += " UNION ALL SELECT k, record, " + Reason.UNREADABLE_ROW.ordinal() + ", NULL, NULL, NULL, NULL,"
                    + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, raw FROM set_aside ORDER BY k, record";
        }
        return "SELECT " + files + " AS file, record, " + reasons + " AS reason, " + outcomes
                + " AS outcome, u AS \"user\", i AS item, ts AS time, b AS behaviour, qs AS quantity,"
                + " ps AS price, c AS currency, o AS \"order\", s AS session, e AS event_id, q AS query, raw FROM ("
                + rejected + ")";
    }

    /** An expression that gives the text numbered by {@code column}. */
    private static String named(String column, List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(number -> " WHEN " + number + " THEN " + Database.text(texts.get(number)))
                .collect(Collectors.joining("", "CASE " + column, " END"));
    }

    /** A statement that writes them as Parquet. */
    static String copy(Loading loading, Path file) {
        return "COPY (" + select(loading) + ") TO " + Database.text(file.toString())
                + " (FORMAT parquet, COMPRESSION zstd)";
    }
}
