package dev.tidecast.doctor;

import dev.tidecast.sequence.Interactions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether rows were drawn at random from a larger log. Drawing tears orders and sessions apart: most are left with one
 * row, and the rows of one are spread as chance spreads them (variance of the sizes less one near their mean, as a
 * Poisson law's). Shops that sell single things look alike, so this is a suspicion unless the number of rows is round
 * too, which one log in a thousand is by chance.
 */
final class ThinnedCheck implements Check<Subject> {
    private static final int LEAST_GROUPS = 1_000;
    private static final double SINGLE = 0.6;
    private static final int SESSION = 1_800;
    private static final double LEAST_GROUPS_A_USER = 5;

    private final long rowsRead;

    /** A check that knows how many rows the files have; 0 if that is unknown. */
    ThinnedCheck(long rowsRead) {
        this.rowsRead = rowsRead;
    }

    @Override
    public List<Finding> look(Subject log) {
        if (!log.dataset().hasClock() || log.dataset().items().size() == 0) {
            return List.of();
        }
        Map<Integer, Integer> sizes = sizes(log);
        long groups = sizes.values().stream().mapToLong(Integer::longValue).sum();
        double single = sizes.getOrDefault(1, 0) / (double) Math.max(1, groups);
        boolean known = hasOrders(log) || !log.knowsOnlyDays();
        boolean returning =
                groups >= LEAST_GROUPS_A_USER * log.dataset().users().size();
        boolean round = rowsRead >= 10_000 && rowsRead % 1_000 == 0;
        if (!known || !returning || groups < LEAST_GROUPS || single < SINGLE || single > 0.98 || !round) {
            return List.of();
        }
        return List.of(finding(log, sizes, groups, single));
    }

    private Finding finding(Subject log, Map<Integer, Integer> sizes, long groups, double single) {
        double mean = sizes.entrySet().stream()
                        .mapToDouble(each -> (double) each.getKey() * each.getValue())
                        .sum()
                / groups;
        String what = hasOrders(log) ? "orders" : "sessions";
        return Finding.of(
                        "thinned",
                        Severity.SERIOUS,
                        String.format(
                                Locale.ROOT,
                                "The files hold exactly %,d rows, and %.0f %% of the %s have one row only (%.2f rows on average)"
                                        + " although users come back %.0f times: this looks like rows drawn at random from a larger"
                                        + " log.",
                                rowsRead,
                                100 * single,
                                what,
                                mean,
                                groups / (double) log.dataset().users().size()),
                        "Take whole users instead of rows: a sample of users keeps baskets, repeats and gaps. In a sample of rows"
                                + " a user's next purchase of an item is mostly missing, so every model looks worse than it is,"
                                + " and those that count repeats most.")
                .with("rows", rowsRead)
                .with("singleShare", single)
                .with("meanRows", mean)
                .showing(List.of(Evidence.of(what + " with 1, 2, 3, 4 rows: " + sizes.getOrDefault(1, 0) + ", "
                        + sizes.getOrDefault(2, 0) + ", " + sizes.getOrDefault(3, 0) + ", "
                        + sizes.getOrDefault(4, 0))));
    }

    private static boolean hasOrders(Subject log) {
        Interactions rows = log.rows();
        for (long row = 0; row < Math.min(1_000, rows.rows()); row++) {
            if (rows.order().get(row) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** How many orders (else sessions parted by half an hour) have how many rows. */
    private static Map<Integer, Integer> sizes(Subject log) {
        Interactions rows = log.rows();
        boolean orders = hasOrders(log);
        Map<Integer, Integer> byOrder = new HashMap<>();
        Map<Integer, Integer> sizes = new HashMap<>();
        int[] open = {0};
        log.each((user, row) -> {
            if (orders) {
                byOrder.merge(rows.order().get(row), rows.repeats().get(row), Integer::sum);
                return;
            }
            boolean first = row == rows.userOffsets().get(user) || log.time(row) - log.time(row - 1) > SESSION;
            if (first && open[0] > 0) {
                sizes.merge(open[0], 1, Integer::sum);
            }
            open[0] = first ? 1 : open[0] + 1;
        });
        if (open[0] > 0) {
            sizes.merge(open[0], 1, Integer::sum);
        }
        byOrder.remove(-1);
        byOrder.values().forEach(size -> sizes.merge(size, 1, Integer::sum));
        return sizes;
    }
}
