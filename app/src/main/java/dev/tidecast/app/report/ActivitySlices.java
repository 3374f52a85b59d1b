package dev.tidecast.app.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric by how active users were before the cut.
 *
 * @param groups from the least to the most active
 */
public record ActivitySlices(String metric, List<Group> groups, List<Line> lines) {
    public ActivitySlices {
        groups = List.copyOf(groups);
        lines = List.copyOf(lines);
        for (Line line : lines) {
            if (line.scores().size() != groups.size()) {
                throw new IllegalArgumentException(line.model() + " has "
                        + line.scores().size() + " figures for " + groups.size() + " groups: one each is needed");
            }
        }
    }

    /** Users that had about the same number of interactions. */
    public record Group(String label, long users) {}

    /**
     * One model's figures.
     *
     * @param scores a figure a group, null where a group has no target
     */
    public record Line(String model, boolean ours, List<@Nullable Score> scores) {
        public Line {
            scores = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(scores));
        }
    }
}
