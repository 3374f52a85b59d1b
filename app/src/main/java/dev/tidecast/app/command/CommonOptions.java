package dev.tidecast.app.command;

import dev.tidecast.app.config.Configuration;
import dev.tidecast.app.console.Console;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every verb that works on a configuration takes. */
public final class CommonOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "tidecast.yaml",
            description = "Configuration (default: ./tidecast.yaml).")
    private Path config = Path.of("tidecast.yaml");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "tidecast-out",
            description = "Output folder (default: ./tidecast-out).")
    private Path out = Path.of("tidecast-out");

    @Option(names = "--force", description = "Do the step again even if nothing has changed.")
    private boolean force;

    /** Reads the configuration, then takes the output folder. */
    Run open(Console console) {
        Configuration configuration = Configuration.read(config);
        return Run.open(configuration, out, force, console);
    }
}
