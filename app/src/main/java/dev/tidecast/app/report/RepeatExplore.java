package dev.tidecast.app.report;

import java.util.List;

/** How well each model finds what a user had already, against what is new to that user. */
public record RepeatExplore(String repeatMetric, String exploreMetric, List<Row> rows) {
    public RepeatExplore {
        rows = List.copyOf(rows);
    }

    /** One model's two figures. */
    public record Row(String model, boolean ours, Score repeat, Score explore) {}
}
