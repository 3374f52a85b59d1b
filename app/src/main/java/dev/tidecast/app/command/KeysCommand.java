package dev.tidecast.app.command;

import dev.tidecast.app.api.KeyRing;
import dev.tidecast.app.api.Role;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys}: who may ask the service for what. */
@Command(
        name = "keys",
        description = "Make, list and revoke the keys of the service.",
        footer = {"%nExample:", "  ./tidecast keys create --role read --name newsletter --out shop/out"})
public final class KeysCommand {
    private static final String FILE = "keys.json";
    private static final String OUT = "Output folder (default: ./tidecast-out).";

    private final Console console;

    public KeysCommand(Console console) {
        this.console = console;
    }

    /** The ring of an output folder. */
    static Path file(Path out) {
        return out.resolve(FILE);
    }

    @Command(
            name = "create",
            description = "Make a key and show it, once.",
            footer = {"%nExample:", "  ./tidecast keys create --role read --name newsletter --out shop/out"})
    int create(
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            description = "read, write, admin or public-beacon.")
                    String role,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "For whom or what it is.")
                    String name,
            @Option(names = "--out", paramLabel = "DIR", defaultValue = "tidecast-out", description = OUT) Path out)
            throws IOException {
        KeyRing.Created created =
                KeyRing.read(file(out)).create(name, Role.of(role), Instant.now(), new SecureRandom());
        created.ring().write(file(out));
        console.line("Key " + created.key().id() + " (" + role + ", " + name + "). It is shown this once:");
        console.line(created.text());
        return ExitCode.OK.code();
    }

    @Command(
            name = "list",
            description = "List all keys, without their texts.",
            footer = {"%nExample:", "  ./tidecast keys list --out shop/out"})
    int list(@Option(names = "--out", paramLabel = "DIR", defaultValue = "tidecast-out", description = OUT) Path out)
            throws IOException {
        Table table =
                new Table().left("id").left("role").left("name").left("created").left("revoked");
        for (KeyRing.Key key : KeyRing.read(file(out)).keys()) {
            table.row(
                    key.id(), key.role().word(), key.name(), key.created(), key.revoked() == null ? "" : key.revoked());
        }
        table.print(console);
        return ExitCode.OK.code();
    }

    @Command(
            name = "revoke",
            description = "Refuse keys from now on; a running service notices within seconds.",
            footer = {"%nExample:", "  ./tidecast keys revoke 3f9a --out shop/out"})
    int revoke(
            @Parameters(paramLabel = "ID", arity = "1..*", description = "As list shows them.") List<String> ids,
            @Option(names = "--out", paramLabel = "DIR", defaultValue = "tidecast-out", description = OUT) Path out)
            throws IOException {
        KeyRing ring = KeyRing.read(file(out));
        for (String id : ids) {
            ring = ring.revoke(id, Instant.now());
        }
        ring.write(file(out));
        console.line("Revoked: " + String.join(", ", ids));
        return ExitCode.OK.code();
    }
}
