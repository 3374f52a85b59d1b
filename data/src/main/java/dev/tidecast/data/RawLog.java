package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.doctor.Evidence;
import dev.tidecast.event.BadInputException;
import dev.tidecast.event.EventLog;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Target;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rows of a log as loaded and judged by the row rules, to be asked in SQL: the view {@code every} of {@link Loading}. */
final class RawLog implements AutoCloseable {
    private final Database database;
    private final Loading loading;
    private final EventLog log;
    private final CleaningRules rules;
    private final Target target;

    private RawLog(Database database, Loading loading, EventLog log, CleaningRules rules, Target target) {
        this.database = database;
        this.loading = loading;
        this.log = log;
        this.rules = rules;
        this.target = target;
    }

    static RawLog open(EventLog log, CleaningRules rules, Target target, Path temporary, Progress progress) {
        Database database = Database.open(temporary);
        try {
            Loading loading = new Loading(database, log, rules);
            loading.load(progress);
            return new RawLog(database, loading, log, rules, target);
        } catch (SQLException failed) {
            database.close();
            throw failed("load", failed);
        } catch (RuntimeException failed) {
            database.close();
            throw failed;
        }
    }

    EventLog log() {
        return log;
    }

    CleaningRules rules() {
        return rules;
    }

    Target target() {
        return target;
    }

    ZoneId zone() {
        return log.sources().getFirst().mapping().timeFormat().zone();
    }

    List<Loading.Part> parts() {
        return loading.parts();
    }

    Database database() {
        return database;
    }

    /** The name of a part's file. */
    String file(int part) {
        return String.valueOf(parts().get(part).file().getFileName());
    }

    /** All rows of a statement as texts. */
    List<List<@Nullable String>> rows(String sql) {
        try (Statement statement = database.connection().createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            int columns = found.getMetaData().getColumnCount();
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (found.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(found.getString(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException failed) {
            throw failed("ask", failed);
        }
    }

    void run(String sql) {
        try {
            database.run(sql);
        } catch (SQLException failed) {
            throw failed("ask", failed);
        }
    }

    long number(String sql) {
        try {
            return database.number(sql);
        } catch (SQLException failed) {
            throw failed("ask", failed);
        }
    }

    /** Adds the number of its record to each of {@code rows}, a statement that gives rows of {@code every}. */
    String recorded(String rows) {
        return loading.recorded(rows);
    }

    /** A few rows of {@code every} that meet a condition, with file and record; {@code text} is an SQL expression. */
    List<Evidence> evidence(String condition, String text) {
        String rows = "SELECT * FROM every WHERE " + condition + " ORDER BY pos LIMIT 5";
        List<Evidence> evidence = new ArrayList<>();
        for (List<@Nullable String> row :
                rows("SELECT k, record, " + text + " FROM (" + loading.recorded(rows) + ") ORDER BY pos")) {
            evidence.add(Evidence.row(file(whole(row.get(0))), whole(row.get(1)), String.valueOf(row.get(2))));
        }
        return evidence;
    }

    static int whole(@Nullable String number) {
        return number == null ? 0 : (int) Math.round(Double.parseDouble(number));
    }

    static double real(@Nullable String number) {
        return number == null ? Double.NaN : Double.parseDouble(number);
    }

    private static BadInputException failed(String what, SQLException failed) {
        return new BadInputException(
                "can't " + what + " the raw rows: "
                        + String.valueOf(failed.getMessage())
                                .lines()
                                .findFirst()
                                .orElse(""),
                failed);
    }

    @Override
    public void close() {
        database.close();
    }
}
