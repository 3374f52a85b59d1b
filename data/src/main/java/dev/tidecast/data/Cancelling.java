package dev.tidecast.data;

import dev.tidecast.sequence.DatasetBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Takes back what was bought: a cancellation takes its units from the latest earlier purchases of the same user and
 * item, and the purchase whose last unit goes is revoked at that cancellation's time. A purchase of which units are left
 * stands, with the quantity that it had, since nobody knew of the cancellation then. A missing quantity is one unit.
 */
final class Cancelling {
    /** By user and item: the purchases not yet taken back, latest first. Only pairs that a cancellation names. */
    private final Map<Pair, Deque<Bought>> standing = new HashMap<>();

    private final boolean any;

    private record Pair(int user, int item) {}

    private static final class Bought {
        final int row;
        double units;

        Bought(int row, double units) {
            this.row = row;
            this.units = units;
        }
    }

    private Cancelling(boolean any) {
        this.any = any;
    }

    static Cancelling of(Database database) throws SQLException {
        try (Statement statement = database.connection().createStatement();
                ResultSet found = statement.executeQuery("SELECT count(*) FROM passed WHERE reason IS NOT NULL")) {
            found.next();
            return new Cancelling(found.getLong(1) > 0);
        }
    }

    void bought(int user, int item, int row, double quantity) {
        if (any) {
            standing.computeIfAbsent(new Pair(user, item), unseen -> new ArrayDeque<>(1))
                    .push(new Bought(row, units(quantity)));
        }
    }

    /** Says that {@code quantity} more units were folded into {@code row}. */
    void more(int user, int item, int row, double quantity) {
        Deque<Bought> stack = standing.get(new Pair(user, item));
        if (stack != null) {
            stack.stream().filter(each -> each.row == row).forEach(each -> each.units += units(quantity));
        }
    }

    /** Returns whether there was anything to take back. */
    boolean apply(DatasetBuilder builder, int user, int item, double quantity, long time) {
        Deque<Bought> stack = standing.get(new Pair(user, item));
        if (stack == null || stack.isEmpty()) {
            return false;
        }
        double left = units(quantity);
        Iterator<Bought> latestFirst = stack.iterator();
        while (left > 0 && latestFirst.hasNext()) {
            Bought bought = latestFirst.next();
            double taken = Math.min(left, bought.units);
            bought.units -= taken;
            left -= taken;
            if (bought.units <= 0) {
                builder.revoke(bought.row, time);
                latestFirst.remove();
            }
        }
        return true;
    }

    private static double units(double quantity) {
        return Double.isNaN(quantity) || quantity == 0 ? 1 : Math.abs(quantity);
    }
}
