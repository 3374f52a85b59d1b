package dev.tidecast.app.report;

import java.util.List;

/**
 * How well it is told which interests rise and fade, and how well intervals of counts hold.
 *
 * @param rows of directions
 * @param counts of intervals
 */
public record DirectionPart(List<Row> rows, List<Count> counts) {
    public DirectionPart {
        rows = List.copyOf(rows);
        counts = List.copyOf(counts);
    }

    /** A model's directions of a facet at a cut; f1 of each direction, NaN where it has none. */
    public record Row(
            String cut,
            String facet,
            String model,
            long cases,
            double macroF1,
            double rising,
            double steady,
            double fading) {}

    /** How often counts lay within their intervals beside what the law itself says, and how many came. */
    public record Count(
            String cut,
            String model,
            long cases,
            double promised,
            double within,
            double width,
            double expected,
            double came) {}
}
