package dev.tidecast.app.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tidecast.evaluate.BacktestDetails.CountResult;
import dev.tidecast.evaluate.BacktestDetails.DirectionResult;
import dev.tidecast.evaluate.BacktestDetails.Group;
import dev.tidecast.evaluate.BacktestDetails.StalenessResult;
import dev.tidecast.evaluate.BacktestDetails.WhetherResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of backtest-details.json that a sceptic looks at; what is missing in an older file is empty. */
@JsonIgnoreProperties(ignoreUnknown = true)
record StoredProof(
        @Nullable List<Group> groups,
        @Nullable List<WhetherResult> whether,
        @Nullable List<DirectionResult> directions,
        @Nullable List<CountResult> counts,
        @Nullable List<StalenessResult> staleness,
        @Nullable Map<String, String> untold) {
    static StoredProof none() {
        return new StoredProof(null, null, null, null, null, null);
    }

    private static <T> List<T> known(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    List<Group> allGroups() {
        return known(groups);
    }

    List<WhetherResult> allWhether() {
        return known(whether);
    }

    List<DirectionResult> allDirections() {
        return known(directions);
    }

    List<CountResult> allCounts() {
        return known(counts);
    }

    List<StalenessResult> allStaleness() {
        return known(staleness);
    }

    Map<String, String> allUntold() {
        return untold == null ? Map.of() : untold;
    }
}
