package dev.tidecast.evaluate;

import dev.tidecast.sequence.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts together what was judged. */
final class ReportAssembly {
    private final Dataset whole;
    private final List<Panel> panels;
    private final Panel leading;
    private final BacktestSettings settings;

    ReportAssembly(Dataset whole, List<Panel> panels, BacktestSettings settings) {
        this.whole = whole;
        this.panels = panels;
        this.leading = panels.getFirst();
        this.settings = settings;
    }

    BacktestReport report(List<BacktestDetails.CutDetail> cuts, Map<String, String> untold) {
        FigureTable table = leading.table(0);
        Leaderboard items = board(leading, 0, table);
        WhetherBoard whether = leading.whether();
        List<BacktestReport.Result> results = new ArrayList<>(items.results());
        for (Panel panel : panels) {
            for (int facet = panel == leading ? 1 : 0; facet < panel.facets().size(); facet++) {
                results.addAll(board(panel, facet, panel.table(facet)).results());
            }
        }
        results.addAll(whether.figures());
        List<BacktestReport.CutSummary> summaries = cuts.stream()
                .map(each -> new BacktestReport.CutSummary(
                        each.cut(), leading.target().horizonDays(), each.users(), each.items()))
                .toList();
        return new BacktestReport(summaries, results, details(cuts, untold, table, items, whether), table);
    }

    private Leaderboard board(Panel panel, int facet, FigureTable table) {
        return new Leaderboard(
                table,
                panel.facets().get(facet).facet(),
                panel.target().behaviour(),
                panel.candidates(facet),
                settings);
    }

    private BacktestDetails details(
            List<BacktestDetails.CutDetail> cuts,
            Map<String, String> untold,
            FigureTable table,
            Leaderboard items,
            WhetherBoard whether) {
        Slices slices = new Slices(table, settings);
        List<BacktestDetails.Group> groups = new ArrayList<>(slices.recency());
        groups.addAll(slices.season(cuts, whole.zone()));
        groups.addAll(new Slices(leading.cold(), settings).cold());
        return new BacktestDetails(
                settings.judging().protocol().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                items.bestBaseline(null).orElse(null),
                settings.resamples(),
                settings.seed(),
                cuts,
                leading.models(),
                items.pairs(),
                slices.activity(),
                groups,
                items.comparisons(),
                items.byCut(cuts),
                whether.results(),
                whether.differences(),
                leading.laws().stream()
                        .flatMap(each -> each.directions().stream())
                        .toList(),
                leading.laws().stream()
                        .flatMap(each -> each.intervals().stream())
                        .toList(),
                List.of(),
                leading.skipped(),
                untold);
    }
}
