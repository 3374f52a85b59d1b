package dev.tidecast.app.web;

import dev.tidecast.app.report.Leaderboard;
import dev.tidecast.app.report.Score;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model of the last backtest.
 *
 * @param ours whether it serves
 * @param figures one a metric of the board, empty where it was not measured
 * @param width of the bar of the leading metric, and of its interval, in percent of the best
 * @param difference to the best baseline
 */
public record BoardRow(
        String model,
        boolean ours,
        List<String> figures,
        String width,
        String from,
        String span,
        String difference,
        String verdict) {
    public BoardRow {
        figures = List.copyOf(figures);
    }

    static List<BoardRow> of(Leaderboard board) {
        double top = board.top(board.leading());
        return board.rows().stream().map(row -> of(board, row, top)).toList();
    }

    private static BoardRow of(Leaderboard board, Leaderboard.Row row, double top) {
        Score score = row.score(board.leading());
        Score.Difference difference = row.difference(board.leading());
        return new BoardRow(
                row.model(),
                row.ours(),
                board.metrics().stream()
                        .map(metric -> figure(row.score(metric)))
                        .toList(),
                score == null ? "0" : Links.width(100 * score.mean() / top),
                score == null ? "0" : Links.width(100 * score.low() / top),
                score == null ? "0" : Links.width(100 * (score.high() - score.low()) / top),
                difference == null ? "" : difference(difference.mean(), difference.low(), difference.high()),
                difference == null ? "" : difference.isGain() ? "up" : difference.isLoss() ? "down" : "");
    }

    private static String figure(@Nullable Score score) {
        return score == null ? "" : String.format(Locale.ROOT, "%.4f", score.mean());
    }

    /** A difference with its interval. */
    static String difference(double mean, double low, double high) {
        return String.format(Locale.ROOT, "%+.4f (%+.4f … %+.4f)", mean, low, high)
                .replace('-', '−');
    }
}
