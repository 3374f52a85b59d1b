package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every verb that works on a configuration takes. */
public final class CommonOptions {
    @Mixin
    private LogOptions log = new LogOptions();

    @Option(names = "--force", description = "Do the step again even if nothing has changed.")
    private boolean force;

    /** Reads the configuration, then takes the output folder. */
    Run open(Console console) {
        return Run.open(log.configuration(), log.out(), force, console);
    }
}
