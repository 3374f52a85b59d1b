package dev.tidecast.evaluate;

import dev.tidecast.evaluate.BacktestDetails.Group;
import dev.tidecast.evaluate.BacktestDetails.Slice;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Whom a model serves well and whom not. */
final class Slices {
    private static final List<Measure> SLICED = List.of(Measure.NDCG_10, Measure.RECALL_20);
    private static final int[] ACTIVITY = {1, 6, 21, 51, 151, Integer.MAX_VALUE};
    private static final int[] RECENCY = {0, 7, 30, 90, 365, Integer.MAX_VALUE};

    private final FigureTable table;
    private final BacktestSettings settings;

    Slices(FigureTable table, BacktestSettings settings) {
        this.table = table;
        this.settings = settings;
    }

    /** By how many interactions users had at the cut. */
    List<Slice> activity() {
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i + 1 < ACTIVITY.length; i++) {
            int from = ACTIVITY[i];
            int to = ACTIVITY[i + 1] == Integer.MAX_VALUE ? Integer.MAX_VALUE : ACTIVITY[i + 1] - 1;
            int[] rows = table.rowsWhere(row -> table.events(row) >= from && table.events(row) <= to);
            Estimates estimates = Estimates.of(table, rows, SLICED, settings);
            for (String model : table.models()) {
                for (Measure measure : SLICED) {
                    slices.add(new Slice(
                            model, measure.word(), from, to, rows.length, estimates.estimate(model, measure)));
                }
            }
        }
        return slices;
    }

    /** By how long ago users were last seen. */
    List<Group> recency() {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i + 1 < RECENCY.length; i++) {
            int from = RECENCY[i];
            int to = RECENCY[i + 1];
            String name = to == Integer.MAX_VALUE ? from + " days or more" : from + " to " + (to - 1) + " days";
            groups.addAll(group("recency", name, row -> table.days(row) >= from && table.days(row) < to));
        }
        return groups;
    }

    /** By the month in which the window begins; nothing where all cuts share it. */
    List<Group> season(List<BacktestDetails.CutDetail> cuts, ZoneId zone) {
        List<String> months = cuts.stream()
                .map(cut ->
                        Instant.parse(cut.cut()).atZone(zone).getMonth().getDisplayName(TextStyle.FULL, Locale.ROOT))
                .toList();
        List<Group> groups = new ArrayList<>();
        for (String month : months.stream().distinct().toList()) {
            if (!months.stream().allMatch(month::equals)) {
                groups.addAll(
                        group("season", month, row -> months.get(table.cut(row)).equals(month)));
            }
        }
        return groups;
    }

    /** The users without a history, who have a table of their own. */
    List<Group> cold() {
        return group("cold", "no history", row -> true);
    }

    private List<Group> group(String kind, String name, IntPredicate wanted) {
        int[] rows = table.rowsWhere(wanted);
        if (rows.length == 0) {
            return List.of();
        }
        Estimates estimates = Estimates.of(table, rows, SLICED, settings);
        List<Group> groups = new ArrayList<>();
        for (String model : table.models()) {
            for (Measure measure : SLICED) {
                Estimate estimate = estimates.estimate(model, measure);
                groups.add(new Group(kind, name, model, measure.word(), rows.length, estimate));
            }
        }
        return groups;
    }
}
