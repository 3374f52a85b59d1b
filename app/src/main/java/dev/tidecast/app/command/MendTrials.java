package dev.tidecast.app.command;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.data.Preparation;
import dev.tidecast.doctor.DoctorReport;
import dev.tidecast.doctor.Effect;
import dev.tidecast.doctor.EffectTrial;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.Mend;
import dev.tidecast.event.BadInputException;
import dev.tidecast.event.EventLog;
import dev.tidecast.model.PersonalFrequencyTrainer;
import dev.tidecast.model.PopularTrainer;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tries the mends of the worst findings: prepares the log anew as mended and measures a fast model on both. */
final class MendTrials {
    private static final int MOST = 3;
    private static final int DAYS = 30;

    private final Run run;
    private final Dataset before;

    MendTrials(Run run, Dataset before) {
        this.run = run;
        this.before = before;
    }

    /** The report with the effects of up to three mends. */
    DoctorReport measure(DoctorReport report) throws IOException {
        boolean possible = before.items().size() > 0 && before.hasClock();
        List<Finding> findings = new ArrayList<>();
        int tried = 0;
        for (Finding finding : report.findings()) {
            Mend mend = finding.mend();
            if (possible && mend != null && tried < MOST) {
                tried++;
                run.progress().line("trying the mend of " + finding.code());
                findings.add(finding.measured(effect(mend, trainer(report))));
            } else {
                findings.add(finding);
            }
        }
        return report.with(findings);
    }

    /** Own counts where users repeat themselves, what is popular where they do not. */
    private static Trainer trainer(DoctorReport report) {
        return report.repeats().family().equals("exploring")
                ? new PopularTrainer(DAYS)
                : new PersonalFrequencyTrainer(DAYS);
    }

    private Effect effect(Mend mend, Trainer trainer) throws IOException {
        Recipe recipe = run.configuration().recipe();
        CleaningRules rules = run.configuration().rules();
        CleaningRules mended = mend.rules().apply(rules);
        EventLog log = mend.log().apply(run.configuration().log());
        // The output folder sweeps such folders away, should this run be killed.
        Path folder = Files.createTempDirectory(run.folder().root(), ".tidecast-spill-mend");
        try {
            Preparation.prepare(log, mended, folder, Progress.silent());
            return new EffectTrial(before, rules, recipe.target(), trainer, recipe.usableThreads(), recipe.seed())
                    .measure(DatasetFolder.open(folder.resolve("dataset")), mended, Progress.silent());
        } catch (BadInputException unusable) {
            return Effect.unmeasured(trainer.name(), String.valueOf(unusable.getMessage()));
        } finally {
            Artefact.deleteTree(folder);
        }
    }
}
