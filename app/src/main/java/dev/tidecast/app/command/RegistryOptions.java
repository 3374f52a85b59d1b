package dev.tidecast.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.store.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every verb on models takes; none of them needs the configuration or waits for a run. */
public final class RegistryOptions {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "tidecast-out",
            description = "Output folder with the models (default: ./tidecast-out).")
    private Path out = Path.of("tidecast-out");

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    Registry registry() throws IOException {
        if (!Files.isDirectory(out)) {
            throw new java.nio.file.NoSuchFileException(
                    out + " (no output folder: name it with --out, or train a model first)");
        }
        return Registry.of(out.toAbsolutePath().normalize());
    }

    /** Hash of the dataset that the output folder holds. */
    Optional<String> presentData() throws IOException {
        return Steps.presentData(out);
    }

    boolean json() {
        return json;
    }

    /** Prints a value as JSON. */
    void print(Console console, Object value) throws IOException {
        console.line(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }
}
