package dev.tidecast.data;

import dev.tidecast.clean.CleaningReport;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FittedRules;

/** Tells how much of a log the fitted rules leave out where they are fitted on all of it. */
final class FittedCount {
    private FittedCount() {}

    static CleaningReport.Fitted of(Dataset dataset, CleaningRules rules) {
        FittedRules fitted = FittedRules.fit(dataset, rules);
        return fitted.isEmpty()
                ? CleaningReport.Fitted.none()
                : new CleaningReport.Fitted(
                        fitted.count(dataset),
                        fitted.robots().size(),
                        fitted.rareUsers().size(),
                        fitted.rareItems().size());
    }
}
