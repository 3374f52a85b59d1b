package dev.tidecast.app.report;

import java.util.List;

/**
 * What each stage of the network adds, measured with all stages up to it.
 *
 * @param metric what was measured
 * @param where on what: "the judged window", "the selection window"
 */
public record StageGains(String metric, String where, List<Stage> stages) {
    public StageGains {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("gains of no stages: leave the part out instead");
        }
    }

    /** Gains on the judged window. */
    public StageGains(String metric, List<Stage> stages) {
        this(metric, "the judged window", stages);
    }

    /** The right end of the scale, which begins at 0. */
    public double top() {
        return stages.stream().mapToDouble(stage -> stage.score().high()).max().orElse(1);
    }

    /**
     * The network with all stages up to this one.
     *
     * @param explanation what the stage knows, one phrase; may be empty
     */
    public record Stage(String name, String explanation, Score score) {}
}
