package dev.tidecast.app.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** backtest-details.json as the page reads it; keys that it does not know are for others. */
@JsonIgnoreProperties(ignoreUnknown = true)
record StoredDetails(
        @Nullable String bestBaseline,
        List<Judged> cuts,
        List<Run> models,
        List<Slice> slices,
        Map<String, String> skipped) {
    private static final String SLICED = "recall@20";

    StoredDetails {
        cuts = List.copyOf(cuts);
        models = List.copyOf(models);
        slices = List.copyOf(slices);
        skipped = Map.copyOf(skipped);
    }

    static StoredDetails none() {
        return new StoredDetails(null, List.of(), List.of(), List.of(), Map.of());
    }

    /** What a cut left out. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Judged(String cut, long droppedLabels, long coldUsers) {}

    /** A model at a cut. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Run(String model, String cut, @Nullable Purchase purchase) {}

    /** Who does the behaviour at all. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Purchase(@Nullable Curve calibration) {}

    /** Probability against share. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Curve(double error, double perfectError, List<Bin> bins) {}

    /** Cases of like probability. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Bin(long cases, double probability, double share) {}

    /** A model's mean over users of like activity. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Slice(String model, String metric, int from, int to, long users, Interval estimate) {
        String label() {
            return to == Integer.MAX_VALUE ? from + " or more" : from == to ? "" + from : from + "–" + to;
        }
    }

    /** A mean with its interval. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Interval(
            @Nullable Double mean,
            @Nullable Double low,
            @Nullable Double high) {}

    /** Recall by activity for some models; null where nothing was sliced. */
    @Nullable
    ActivitySlices activitySlices(String ours, List<String> shown) {
        List<ActivitySlices.Group> groups = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (Slice slice : slices) {
            if (slice.metric().equals(SLICED) && slice.users() > 0 && !starts.contains(slice.from())) {
                starts.add(slice.from());
                groups.add(new ActivitySlices.Group(slice.label(), slice.users()));
            }
        }
        List<ActivitySlices.Line> lines = new ArrayList<>();
        for (String model : shown) {
            List<@Nullable Score> scores = new ArrayList<>();
            for (int start : starts) {
                scores.add(sliced(model, start));
            }
            if (scores.stream().anyMatch(java.util.Objects::nonNull)) {
                lines.add(new ActivitySlices.Line(model, model.equals(ours), scores));
            }
        }
        return lines.isEmpty() ? null : new ActivitySlices(SLICED, groups, lines);
    }

    private @Nullable Score sliced(String model, int from) {
        for (Slice slice : slices) {
            if (slice.model().equals(model) && slice.metric().equals(SLICED) && slice.from() == from) {
                Interval estimate = slice.estimate();
                return StoredBacktest.score(estimate.mean(), estimate.low(), estimate.high());
            }
        }
        return null;
    }

    /** Whether the model's purchase probability holds at the last cut; null if it gives none. */
    @Nullable
    Reliability reliability(String ours, String what) {
        Reliability last = null;
        for (Run run : models) {
            Curve curve = run.purchase() == null ? null : run.purchase().calibration();
            if (run.model().equals(ours) && curve != null && !curve.bins().isEmpty()) {
                List<Reliability.Bin> bins = curve.bins().stream()
                        .map(bin -> new Reliability.Bin(bin.probability(), bin.share(), bin.cases()))
                        .toList();
                last = new Reliability(what, bins, curve.error(), curve.perfectError(), null);
            }
        }
        return last;
    }
}
