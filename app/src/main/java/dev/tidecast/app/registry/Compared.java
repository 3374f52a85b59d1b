package dev.tidecast.app.registry;

import dev.tidecast.evaluate.BacktestReport.Result;
import dev.tidecast.evaluate.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two versions side by side.
 *
 * @param rows one a measure that both were judged by
 * @param unpaired why no difference is told, null where it is
 */
public record Compared(
        String first,
        String second,
        List<Row> rows,
        @Nullable String unpaired) {
    /**
     * A measure of items.
     *
     * @param difference first - second on the same users, null where they can't be paired
     */
    public record Row(
            String measure,
            @Nullable Double first,
            @Nullable Double second,
            @Nullable Estimate difference) {}

    public Compared {
        rows = List.copyOf(rows);
    }

    /**
     * Compares two versions of a registry.
     *
     * @throws IllegalArgumentException if one was never judged, or they forecast different things
     */
    public static Compared of(Registry registry, ModelVersion first, ModelVersion second) throws IOException {
        Judgement one = judgement(first);
        Judgement two = judgement(second);
        if (first.horizonDays() != second.horizonDays() || !first.behaviour().equals(second.behaviour())) {
            throw new IllegalArgumentException(first.id() + " forecasts " + what(first) + ", " + second.id() + " "
                    + what(second) + ": only models that forecast the same can be compared");
        }
        String unpaired = unpaired(first, second, one, two);
        Map<String, Estimate> differences = Map.of();
        if (unpaired == null) {
            VersionFigures figures = figures(registry.figures(first.id()));
            VersionFigures others = figures(registry.figures(second.id()));
            if (figures.pairs(others)) {
                differences = figures.difference(others, one.resamples(), one.seed());
            } else {
                unpaired = "other users were judged";
            }
        }
        return new Compared(first.id(), second.id(), rows(first.behaviour(), one, two, differences), unpaired);
    }

    private static List<Row> rows(String behaviour, Judgement one, Judgement two, Map<String, Estimate> differences) {
        List<Row> rows = new ArrayList<>();
        for (Result result : one.results()) {
            if (result.facet().equals("item") && result.behaviour().equals(behaviour)) {
                two.result(result.facet(), behaviour, result.metric())
                        .ifPresent(other -> rows.add(new Row(
                                result.metric(), result.mean(), other.mean(), differences.get(result.metric()))));
            }
        }
        return rows;
    }

    private static Judgement judgement(ModelVersion version) {
        Judgement judgement = version.judgement();
        if (judgement == null) {
            throw new IllegalArgumentException(
                    version.id() + " was never judged: run \"./tidecast backtest\" with its recipe");
        }
        return judgement;
    }

    private static String what(ModelVersion version) {
        return version.behaviour() + " within " + version.horizonDays() + " days";
    }

    private static @Nullable String unpaired(ModelVersion first, ModelVersion second, Judgement one, Judgement two) {
        if (!first.dataHash().equals(second.dataHash())) {
            return "they were judged on different data";
        }
        return Objects.equals(one.cuts(), two.cuts()) ? null : "they were judged at different cuts";
    }

    private static VersionFigures figures(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing: run \"./tidecast backtest --force\" again");
        }
        return VersionFigures.read(file);
    }
}
