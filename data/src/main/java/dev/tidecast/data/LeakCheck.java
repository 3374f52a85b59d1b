package dev.tidecast.data;

import dev.tidecast.doctor.Check;
import dev.tidecast.doctor.Evidence;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.Severity;
import dev.tidecast.event.Catalogue;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Columns that are not mapped as user, item, time or behaviour and yet tell, row by row, the behaviour or whether the
 * user will do the target within the horizon: they were filled in afterwards.
 */
final class LeakCheck implements Check<RawLog> {
    private static final int MOST_VALUES = 50;
    private static final double PURE = 0.99;
    private static final double RARE = 0.02;
    private static final int LEAST_ROWS = 500;

    @Override
    public List<Finding> look(RawLog log) {
        List<Finding> found = new ArrayList<>();
        for (Loading.Part part : log.parts()) {
            if (part.source().mapping().time() != null) {
                found.addAll(look(log, part));
            }
        }
        return found;
    }

    private static List<Finding> look(RawLog log, Loading.Part part) {
        int k = part.number();
        List<Finding> found = new ArrayList<>();
        try {
            Relation file = Relation.of(
                    log.database().connection(),
                    part.file(),
                    Relation.plain(log.database(), part.file(), part.source().format(), 1_000_000 + k),
                    part.source().format());
            List<String> others = new ArrayList<>(file.columns());
            others.removeAll(mapped(part.source()));
            if (others.isEmpty()) {
                return found;
            }
            outcomes(log, k);
            for (String column : others) {
                look(log, part, file, column, found);
            }
        } catch (SQLException unreadable) {
            throw new IllegalStateException("can't read again " + part.file(), unreadable);
        }
        return found;
    }

    /** The table {@code outcome}: each row's behaviour and whether the target follows within the horizon. */
    private static void outcomes(RawLog log, int k) {
        long seconds = log.target().seconds();
        int behaviour = log.target().behaviour().ordinal();
        log.run("CREATE OR REPLACE TEMP TABLE goal AS SELECT DISTINCT u, t FROM every WHERE reason IS NULL AND bh = "
                + behaviour);
        log.run("CREATE OR REPLACE TEMP TABLE outcome AS SELECT o.r, o.bh, CASE WHEN o.reason IS NULL AND o.t + "
                + seconds
                + " <= (SELECT max(t) FROM every WHERE reason IS NULL) THEN coalesce(goal.t <= o.t + " + seconds
                + ", false) END AS y FROM (SELECT r, u, t, bh, reason FROM every WHERE k = " + k
                + ") o ASOF LEFT JOIN goal ON o.u = goal.u AND o.t < goal.t");
    }

    private static void look(RawLog log, Loading.Part part, Relation file, String column, List<Finding> found) {
        log.run("CREATE OR REPLACE TEMP TABLE filled AS SELECT row_number() OVER () - 1 AS r, " + file.text(column)
                + " AS x FROM " + file.from());
        int values = RawLog.whole(log.rows("SELECT approx_count_distinct(x) FROM filled")
                .getFirst()
                .getFirst());
        if (values > MOST_VALUES * 2) {
            return;
        }
        Purity behaviour = Purity.of(log, "bh");
        Purity future = Purity.of(log, "y");
        if (behaviour.perfect()) {
            found.add(finding(log, part, column, "the behaviour of its row", "leak-behaviour", behaviour));
        } else if (future.perfect()) {
            String what = "whether the user does " + log.target().behaviour().word() + " within "
                    + log.target().horizonDays() + " days after the row";
            found.add(finding(log, part, column, what, "leak-future", future));
        }
    }

    private static Finding finding(
            RawLog log, Loading.Part part, String column, String what, String code, Purity purity) {
        boolean used = usedByCatalogue(log, column);
        boolean future = code.equals("leak-future");
        List<Evidence> evidence = new ArrayList<>();
        for (var row :
                log.rows("SELECT x, count(*), mode(" + (future ? "y" : "bh") + ") FROM filled JOIN outcome USING (r)"
                        + " WHERE " + (future ? "y" : "bh") + " IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 5")) {
            String outcome = future
                    ? String.valueOf(row.get(2))
                    : dev.tidecast.event.Behaviour.values()[RawLog.whole(row.get(2))].word();
            evidence.add(Evidence.of("\"" + row.get(0) + "\": " + row.get(1) + " rows, nearly all " + outcome));
        }
        return Finding.of(
                        code,
                        used ? Severity.SERIOUS : future ? Severity.WARN : Severity.INFO,
                        String.format(
                                Locale.ROOT,
                                "Column \"%s\" of %s tells %s in %.1f %% of the rows, where guessing would in %.1f %%.",
                                column,
                                log.file(part.number()),
                                what,
                                100 * purity.share,
                                100 * purity.guess),
                        used
                                ? "Take it out of the catalogue: it was filled in after the fact, and a model that reads it is not"
                                        + " forecasting."
                                : "It is not mapped, so no model reads it: leave it so, and don't add it as an attribute.")
                .with("share", purity.share)
                .with("guess", purity.guess)
                .showing(evidence);
    }

    private static boolean usedByCatalogue(RawLog log, String column) {
        Catalogue catalogue = log.log().catalogue();
        return catalogue != null
                && catalogue.file() == null
                && (column.equals(catalogue.category()) || column.equals(catalogue.brand()));
    }

    private static Set<@Nullable String> mapped(LogSource source) {
        Mapping mapping = source.mapping();
        Set<@Nullable String> mapped = new HashSet<>(mapping.user());
        mapped.add(mapping.item());
        mapped.add(mapping.time());
        mapped.add(mapping.behaviour().column());
        mapped.add(mapping.quantity());
        mapped.add(mapping.price());
        mapped.add(mapping.order());
        mapped.add(mapping.session());
        mapped.add(mapping.eventId());
        mapped.add(mapping.query());
        return mapped;
    }

    /** How often the commonest outcome of a value is the row's, and how often that of all rows. */
    private record Purity(double share, double guess, int values, long rows) {
        static Purity of(RawLog log, String outcome) {
            String counts = "SELECT coalesce(x, '') AS x, " + outcome
                    + " AS y, count(*) AS n FROM filled JOIN outcome USING (r)" + " WHERE " + outcome
                    + " IS NOT NULL GROUP BY ALL";
            var found = log.rows("SELECT (SELECT sum(m) FROM (SELECT max(n) AS m FROM (" + counts
                            + ") GROUP BY x)), (SELECT max(m) FROM (SELECT sum(n) AS m FROM (" + counts
                            + ") GROUP BY y)), (SELECT count(DISTINCT x) FROM (" + counts + ")), (SELECT sum(n) FROM ("
                            + counts + "))")
                    .getFirst();
            double rows = Math.max(1, RawLog.whole(found.get(3)));
            return new Purity(
                    RawLog.whole(found.get(0)) / rows,
                    RawLog.whole(found.get(1)) / rows,
                    RawLog.whole(found.get(2)),
                    (long) rows);
        }

        boolean perfect() {
            return rows >= LEAST_ROWS
                    && values > 1
                    && values <= MOST_VALUES
                    && share >= PURE
                    && guess <= 1 - RARE
                    && 1 - share <= (1 - guess) / 4;
        }
    }
}
