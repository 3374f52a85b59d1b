package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.Reason;
import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.DatasetBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Fetches the rows that passed, in order of time and place, folds repeats and applies cancellations, and remembers the
 * reasons that only the order of rows could tell.
 */
final class Gathering {
    private final CleaningRules rules;
    private final DatasetBuilder builder = new DatasetBuilder();
    private final Cancelling cancelling;
    private final Map<Repeat, Integer> repeats = new HashMap<>();
    private long bucket = Long.MIN_VALUE;
    private final Keys users;
    private final Keys items;
    private final Keys orders;
    private final Keys queries;
    private final Late late = new Late();

    private record Repeat(int user, int item, int behaviour, int query) {}

    private Gathering(Database database, CleaningRules rules) throws SQLException {
        this.rules = rules;
        database.run("CREATE TEMP TABLE passed AS SELECT pos, t, u, i, bh, quantity, price, coalesce(o, s) AS g, q,"
                + " reason FROM every WHERE reason IS NULL OR reason = " + Reason.CANCELLATION.ordinal());
        users = Keys.of(database, "u");
        items = Keys.of(database, "i");
        orders = Keys.of(database, "g");
        queries = Keys.of(database, "q");
        cancelling = Cancelling.of(database);
    }

    static Gathering of(Database database, CleaningRules rules) throws SQLException {
        Gathering gathering = new Gathering(database, rules);
        String sql = "SELECT pos, t, key_u.k, coalesce(key_i.k, -1), bh, quantity, price, coalesce(key_g.k, -1),"
                + " coalesce(key_q.k, -1), reason IS NOT NULL FROM passed JOIN key_u ON passed.u = key_u.x"
                + " LEFT JOIN key_i ON passed.i = key_i.x LEFT JOIN key_g ON passed.g = key_g.x"
                + " LEFT JOIN key_q ON passed.q = key_q.x ORDER BY t, pos";
        try (Statement statement = database.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                gathering.take(row);
            }
        }
        return gathering;
    }

    private void take(ResultSet row) throws SQLException {
        long pos = row.getLong(1);
        long time = row.getLong(2);
        int user = users.number(row.getInt(3));
        int item = items.number(row.getInt(4));
        double quantity = real(row, 6);
        if (row.getBoolean(10)) {
            if (!cancelling.apply(builder, user, item, quantity, time)) {
                late.add(pos, Reason.CANCELLATION_DROPPED);
            }
            return;
        }
        int behaviour = row.getInt(5);
        int query = queries.number(row.getInt(9));
        int first = firstEqual(new Repeat(user, item, behaviour, query), time);
        if (first >= 0) {
            if (rules.duplicates() == CleaningRules.Duplicates.FOLD) {
                builder.fold(first, 1);
                cancelling.more(user, item, first, quantity);
            }
            late.add(pos, Reason.DUPLICATE);
            return;
        }
        int order = orders.number(row.getInt(8));
        builder.add(user, item, behaviour, time, (float) quantity, (float) real(row, 7), order, query);
        if (behaviour == Behaviour.PURCHASE.ordinal()) {
            cancelling.bought(user, item, builder.rows() - 1, quantity);
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

    private static double real(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
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
