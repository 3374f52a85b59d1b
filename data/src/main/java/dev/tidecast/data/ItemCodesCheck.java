package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.doctor.Check;
import dev.tidecast.doctor.Evidence;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.Mend;
import dev.tidecast.doctor.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Codes that differ only in case, and codes that are no products: words among numbers, such as POST or BANK CHARGES. */
final class ItemCodesCheck implements Check<RawLog> {
    private static final double NUMBERED = 0.95;
    private static final String NUMBER = "i ~ '\\d{2}.*'";
    private static final String WORD = "i ~ '[A-Za-z].*' AND NOT i ~ '.*\\d{2}.*'";
    private static final int LEAST_ITEMS = 100;
    private static final int LEAST_ROWS = 20;

    @Override
    public List<Finding> look(RawLog log) {
        List<Finding> found = new ArrayList<>();
        found.addAll(cases(log));
        found.addAll(words(log));
        return found;
    }

    private static List<Finding> cases(RawLog log) {
        String twins =
                "SELECT upper(i) AS x, count(DISTINCT i) AS n, count(*) AS r FROM every WHERE reason IS NULL AND i IS"
                        + " NOT NULL GROUP BY 1 HAVING n > 1";
        var counts = log.rows("SELECT count(*), coalesce(sum(r), 0) FROM (" + twins + ")")
                .getFirst();
        int items = RawLog.whole(counts.get(0));
        int rows = RawLog.whole(counts.get(1));
        if (items < 3 || rows < LEAST_ROWS) {
            return List.of();
        }
        List<Evidence> evidence = new ArrayList<>();
        for (var row : log.rows("SELECT x, n, r FROM (" + twins + ") ORDER BY r DESC, x LIMIT 5")) {
            evidence.add(
                    Evidence.item(String.valueOf(row.get(0)), row.get(1) + " spellings in " + row.get(2) + " rows"));
        }
        return List.of(Finding.of(
                        "item-case",
                        Severity.WARN,
                        items + " items are written in more than one case (" + rows
                                + " rows): each spelling counts as an item" + " of its own.",
                        "Write all codes in upper case, unless case tells items apart.")
                .with("items", items)
                .with("rows", rows)
                .showing(evidence)
                .mendedBy("cleaning:\n  item-case: upper", Mend.byRules(rules(true, null))));
    }

    private static List<Finding> words(RawLog log) {
        if (log.rules().product() != null) {
            return List.of();
        }
        var all = log.rows("SELECT count(DISTINCT i), count(DISTINCT i) FILTER (WHERE " + NUMBER
                        + "), count(*), count(*) FILTER (WHERE "
                        + WORD + "), count(DISTINCT i) FILTER (WHERE " + WORD
                        + ") FROM every WHERE reason IS NULL AND i IS NOT NULL")
                .getFirst();
        int items = RawLog.whole(all.get(0));
        int numbered = RawLog.whole(all.get(1));
        int rows = RawLog.whole(all.get(3));
        int words = RawLog.whole(all.get(4));
        if (items < LEAST_ITEMS || numbered < NUMBERED * items || rows < LEAST_ROWS) {
            return List.of();
        }
        String pattern = pattern(log);
        List<Evidence> evidence = new ArrayList<>();
        for (var row : log.rows("SELECT i, count(*) AS n, any_value(title) FROM every WHERE reason IS NULL AND " + WORD
                + " GROUP BY 1 ORDER BY n DESC, i LIMIT 5")) {
            evidence.add(Evidence.item(
                    String.valueOf(row.get(0)),
                    row.get(1) + " rows" + (row.get(2) == null ? "" : ", \"" + row.get(2) + "\"")));
        }
        return List.of(Finding.of(
                        "non-products",
                        Severity.WARN,
                        String.format(
                                Locale.ROOT,
                                "%d item codes are words where %d are numbers (%,d rows, %.1f %%): postage, fees, samples and the"
                                        + " like would be forecast as products.",
                                words,
                                numbered,
                                rows,
                                100.0 * rows / RawLog.whole(all.get(2))),
                        "If those shown are no products, say how products' codes begin.")
                .with("items", words)
                .with("rows", rows)
                .showing(evidence)
                .mendedBy("cleaning:\n  products: '" + pattern + "'", Mend.byRules(rules(false, pattern))));
    }

    /** As many digits as all numbered codes begin with. */
    private static String pattern(RawLog log) {
        int digits = RawLog.whole(
                log.rows("SELECT min(length(regexp_extract(i, '^\\d+'))) FROM every WHERE reason IS NULL AND " + NUMBER)
                        .getFirst()
                        .getFirst());
        return "\\d{" + Math.max(1, digits) + "}";
    }

    private static UnaryOperator<CleaningRules> rules(boolean upper, @Nullable String product) {
        return rules -> rules.draft()
                .items(upper || rules.itemUpperCase(), product == null ? rules.product() : Pattern.compile(product))
                .rules();
    }
}
