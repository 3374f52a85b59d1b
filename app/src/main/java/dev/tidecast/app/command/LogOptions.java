package dev.tidecast.app.command;

import dev.tidecast.app.config.Configuration;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which log a verb works on, and in which folder. */
public final class LogOptions {
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

    Configuration configuration() {
        return Configuration.read(config);
    }

    Path out() {
        return out;
    }
}
