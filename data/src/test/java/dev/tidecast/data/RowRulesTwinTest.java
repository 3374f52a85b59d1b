package dev.tidecast.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.Reason;
import dev.tidecast.clean.RowRules;
import dev.tidecast.clean.Verdict;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.RawEvent;
import dev.tidecast.event.TimeFormat;
import dev.tidecast.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table of cases, judged by SQL and by Java. */
class RowRulesTwinTest {
    @TempDir
    Path out;

    private final CleaningRules rules = new CleaningRules(
            seconds("2000-01-01T00:00:00Z"),
            seconds("2026-01-01T00:00:00Z"),
            false,
            Pattern.compile("[ix]\\d*"),
            Pattern.compile("C"),
            CleaningRules.Cancellations.APPLY,
            CleaningRules.Duplicates.KEEP,
            1,
            CleaningRules.OutlierAction.CAP,
            0,
            0,
            0,
            0);

    @Test
    void sqlAndJavaJudgeEachCaseAsWritten() throws Exception {
        LogSource source = source();
        List<RawEvent> rows = new ArrayList<>();
        try (DuckDbEventSource events = DuckDbEventSource.open(source, out)) {
            events.read(rows::add);
        }
        List<String> expected = expected(source.files().getFirst());
        assertThat(rows).hasSameSizeAs(expected);
        RowRules java = new RowRules(rules, source);
        try (Database database = Database.open(out)) {
            new Loading(database, new EventLog("cases", List.of(source), null, null), rules).load(Progress.silent());
            try (Statement statement = database.connection().createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT reason, t, quantity, price, bh FROM every ORDER BY pos")) {
                for (int i = 0; row.next(); i++) {
                    Verdict verdict = java.judge(rows.get(i));
                    String where = rows.get(i).toString();
                    assertThat(name(verdict)).as("Java: " + where).isEqualTo(expected.get(i));
                    int reason = row.getInt(1);
                    assertThat(row.wasNull() ? "accepted" : Reason.values()[reason].code())
                            .as("SQL: " + where)
                            .isEqualTo(expected.get(i));
                    if (verdict instanceof Verdict.Accepted accepted) {
                        assertThat(row.getLong(2)).as(where).isEqualTo(accepted.time());
                        assertThat(row.getInt(5)).isEqualTo(accepted.behaviour().ordinal());
                        assertThat(Objects.requireNonNullElse(row.getObject(3), Double.NaN))
                                .isEqualTo(accepted.quantity());
                        assertThat(Objects.requireNonNullElse(row.getObject(4), Double.NaN))
                                .isEqualTo(accepted.price());
                    }
                }
            }
        }
    }

    private static LogSource source() throws Exception {
        Path file = Path.of(Objects.requireNonNull(RowRulesTwinTest.class.getResource("row-cases.csv"))
                .toURI());
        Mapping mapping = new Mapping(
                List.of("user"),
                "item",
                "time",
                TimeFormat.iso(ZoneId.of("Europe/London")),
                Mapping.BehaviourMapping.column(
                        "behaviour",
                        Map.of("buy", Behaviour.PURCHASE, "view", Behaviour.VIEW, "search", Behaviour.SEARCH)),
                "quantity",
                "price",
                null,
                "order",
                null,
                null,
                "query");
        return new LogSource(
                List.of(file),
                FileFormat.csv(),
                mapping,
                seconds("2010-01-01T00:00:00Z"),
                seconds("2012-01-01T00:00:00Z"));
    }

    private static List<String> expected(Path file) throws Exception {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();
    }

    private static String name(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> "accepted";
            case Verdict.Cancels cancels -> Reason.CANCELLATION.code();
            case Verdict.Refused refused -> refused.reason().code();
        };
    }

    private static long seconds(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }
}
