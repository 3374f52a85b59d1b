package dev.tidecast.app.command;

import dev.tidecast.app.config.Configuration;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.ConsoleProgress;
import dev.tidecast.app.store.CodeVersion;
import dev.tidecast.app.store.OutputFolder;
import dev.tidecast.app.store.Steps;
import dev.tidecast.model.Recipe;
import dev.tidecast.progress.Progress;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.provenance.Provenance;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.FittedRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of one run share: the configuration, the locked output folder, where to tell.
 *
 * @param force whether the verb itself is done again; the steps before it are only brought up to date
 */
record Run(Configuration configuration, OutputFolder folder, boolean force, Console console, Progress progress)
        implements AutoCloseable {
    static Run open(Configuration configuration, Path out, boolean force, Console console) {
        return new Run(configuration, OutputFolder.lock(out), force, console, new ConsoleProgress(console));
    }

    /** This run for a step that the verb needs: done only where something has changed. */
    Run upToDate() {
        return new Run(configuration, folder, false, console, progress);
    }

    /** This run with another recipe, for a step whose options override it. */
    Run with(Recipe recipe) {
        return new Run(configuration.with(recipe), folder, force, console, progress);
    }

    /** The prepared log as the fitted rules leave it, fitted on all of it: what is trained and forecast on. */
    Dataset knownLog() throws IOException {
        Dataset whole = DatasetFolder.open(folder.dataset());
        return FittedRules.fit(whole, configuration.rules()).apply(whole);
    }

    /** The prepared log as it was known at {@code instant}, its rules fitted on what lies before. */
    Dataset knownLog(long instant) throws IOException {
        Dataset then = DatasetFolder.open(folder.dataset()).asOf(instant);
        return FittedRules.fit(then, configuration.rules()).apply(then).asOf(instant);
    }

    Steps steps() {
        return new Steps(folder, progress);
    }

    /** What all steps depend on besides their own inputs. */
    String code() {
        return CodeVersion.running().sources();
    }

    Provenance provenance(String dataHash, String engine, @Nullable String parent) {
        return new Provenance(
                dataHash,
                configuration.recipe().name(),
                Artefact.sha256(List.of(configuration.recipe().toString())),
                configuration.recipe().seed(),
                CodeVersion.running().toString(),
                engine,
                Provenance.runningJdk(),
                parent);
    }

    @Override
    public void close() {
        folder.close();
    }
}
