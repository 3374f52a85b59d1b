package dev.tidecast.app.report;

import java.util.List;

/** Where the page comes from: hashes, versions, settings, and what each step took. */
public record Origin(List<Fact> facts, List<Step> steps) {
    public Origin {
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
    }

    /** A name and its value, as text. */
    public record Fact(String name, String value) {}

    /**
     * A step of the run.
     *
     * @param peakMebibytes the most resident memory; 0 if it was not measured
     */
    public record Step(String name, double seconds, long peakMebibytes) {}
}
