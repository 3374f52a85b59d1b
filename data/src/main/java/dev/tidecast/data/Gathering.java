package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.Reason;
import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.DatasetBuilder;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/**
 * Fetches the rows that passed, in order of time and place, folds repeats and applies cancellations, and remembers the
 * reasons that only the order of rows could tell.
 */
final class Gathering {
    private static final String ROWS = "SELECT pos, t, key_u.rowid::INTEGER, coalesce(key_i.rowid, -1)::INTEGER, bh,"
            + " quantity, price, coalesce(key_g.rowid, -1)::INTEGER, coalesce(key_q.rowid, -1)::INTEGER,"
            + " reason IS NOT NULL FROM passed JOIN key_u ON passed.u = key_u.x LEFT JOIN key_i ON passed.i = key_i.x"
            + " LEFT JOIN key_g ON passed.g = key_g.x LEFT JOIN key_q ON passed.q = key_q.x";

    private final CleaningRules rules;
    private final DatasetBuilder builder = new DatasetBuilder();
    private final Cancelling cancelling;
    private final Map<Repeat, Integer> repeats = new HashMap<>();
    private long bucket = Long.MIN_VALUE;
    private long lastTime = Long.MIN_VALUE;
    private long lastPlace = -1;
    private final Keys users;
    private final Keys items;
    private final Keys orders;
    private final Keys queries;
    private final Late late = new Late();

    private record Repeat(int user, int item, int behaviour, int query) {}

    private Gathering(Database database, CleaningRules rules) throws SQLException {
        this.rules = rules;
        users = Keys.of(database, "u");
        items = Keys.of(database, "i");
        orders = Keys.of(database, "g");
        queries = Keys.of(database, "q");
        cancelling = Cancelling.of(database);
    }

    /** Gathers in the order of the files where that is the order of time, as it mostly is; else sorted. */
    static Gathering of(Database database, CleaningRules rules) throws SQLException {
        database.run("CREATE TEMP VIEW passed AS SELECT pos, t, u, i, bh, quantity, price, coalesce(o, s) AS g, q,"
                + " reason FROM every WHERE reason IS NULL OR reason = " + Reason.CANCELLATION.ordinal());
        for (String column : List.of("u", "i", "g", "q")) {
            Keys.store(database, column);
        }
        Gathering inFileOrder = new Gathering(database, rules);
        if (inFileOrder.gather(database, ROWS)) {
            return inFileOrder;
        }
        Gathering sorted = new Gathering(database, rules);
        if (!sorted.gather(database, ROWS + " ORDER BY t, pos")) {
            throw new IllegalStateException("sorted rows are out of order");
        }
        return sorted;
    }

    /** False if rows are not in the order of time and place. */
    private boolean gather(Database database, String sql) throws SQLException {
        try (DuckDBPreparedStatement statement =
                        database.connection().prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
                DuckDBChunkedResult found = statement.query()) {
            while (found.nextChunk()) {
                if (!take(found.chunk())) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean take(DuckDBDataChunkReader chunk) {
        DuckDBReadableVector pos = chunk.vector(0);
        DuckDBReadableVector time = chunk.vector(1);
        for (long row = 0; row < chunk.rowCount(); row++) {
            long now = time.getLong(row);
            long place = pos.getLong(row);
            if (now < lastTime || (now == lastTime && place <= lastPlace)) {
                return false;
            }
            lastTime = now;
            lastPlace = place;
            take(chunk, row, place, now);
        }
        return true;
    }

    private void take(DuckDBDataChunkReader chunk, long row, long place, long now) {
        int who = users.number(chunk.vector(2).getInt(row));
        int what = items.number(chunk.vector(3).getInt(row));
        double quantity = chunk.vector(5).getDouble(row, Double.NaN);
        if (chunk.vector(9).getBoolean(row)) {
            cancel(place, now, who, what, quantity);
            return;
        }
        int query = queries.number(chunk.vector(8).getInt(row));
        Repeat repeat = new Repeat(who, what, chunk.vector(4).getByte(row), query);
        double price = chunk.vector(6).getDouble(row, Double.NaN);
        take(place, now, repeat, quantity, price, chunk.vector(7).getInt(row));
    }

    private void cancel(long pos, long time, int user, int item, double quantity) {
        if (!cancelling.apply(builder, user, item, quantity, time)) {
            late.add(pos, Reason.CANCELLATION_DROPPED);
        }
    }

    private void take(long pos, long time, Repeat what, double quantity, double price, int orderKey) {
        int first = firstEqual(what, time);
        if (first >= 0) {
            if (rules.duplicates() == CleaningRules.Duplicates.FOLD) {
                builder.fold(first, 1);
                cancelling.more(what.user, what.item, first, quantity);
            }
            late.add(pos, Reason.DUPLICATE);
            return;
        }
        int row = builder.add(
                what.user,
                what.item,
                what.behaviour,
                time,
                (float) quantity,
                (float) price,
                orders.number(orderKey),
                what.query);
        if (what.behaviour == Behaviour.PURCHASE.ordinal()) {
            cancelling.bought(what.user, what.item, row, quantity);
        }
    }

    private int firstEqual(Repeat repeat, long time) {
        if (rules.duplicates() == CleaningRules.Duplicates.KEEP) {
            return -1;
        }
        long now = Math.floorDiv(time, rules.duplicateResolutionSeconds());
        if (now != bucket) {
            repeats.clear();
            bucket = now;
        }
        Integer first = repeats.putIfAbsent(repeat, builder.rows());
        return first == null ? -1 : first;
    }

    DatasetBuilder builder() {
        return builder;
    }

    Keys users() {
        return users;
    }

    Keys items() {
        return items;
    }

    Keys queries() {
        return queries;
    }

    /** Reasons found here, by place. */
    Late late() {
        return late;
    }
}
