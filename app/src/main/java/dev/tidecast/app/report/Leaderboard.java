package dev.tidecast.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Models by metrics.
 *
 * @param metrics in the order of the columns
 * @param rows best first
 * @param leading the metric by which rows are ordered
 */
public record Leaderboard(List<String> metrics, List<Row> rows, String leading) {
    public Leaderboard {
        metrics = List.copyOf(metrics);
        rows = List.copyOf(rows);
        if (!metrics.contains(leading)) {
            throw new IllegalArgumentException("metric " + leading + " orders the rows but is not one of " + metrics);
        }
    }

    /** That of a stored backtest; null if there is none, or nothing was judged. {@code ours} is the model to point out. */
    public static @Nullable Leaderboard read(Path file, String ours) throws IOException {
        StoredBacktest stored = ReportBuilder.read(file, StoredBacktest.class);
        return stored == null ? null : stored.leaderboard(ours);
    }

    /** The right end of a metric's scale, which begins at 0. */
    public double top(String metric) {
        double top = 0;
        for (Row row : rows) {
            Score score = row.score(metric);
            top = score == null ? top : Math.max(top, score.high());
        }
        return top <= 0 ? 1 : top;
    }

    /** Whether any model was compared with the best baseline. */
    public boolean hasDifferences() {
        return rows.stream().anyMatch(row -> row.difference(leading) != null);
    }

    /**
     * One model.
     *
     * @param ours whether it is the model that the page is about
     */
    public record Row(String model, boolean ours, Map<String, Score> scores) {
        public Row {
            scores = Map.copyOf(scores);
        }

        /** The score of a metric, null where it was not measured. */
        public @Nullable Score score(String metric) {
            return scores.get(metric);
        }

        /** The difference to the best baseline, null where there is none. */
        public Score.@Nullable Difference difference(String metric) {
            Score score = scores.get(metric);
            return score == null ? null : score.difference();
        }
    }
}
