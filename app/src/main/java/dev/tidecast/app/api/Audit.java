package dev.tidecast.app.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who changed what: a line of JSON each in audit.jsonl, which is only ever added to. Shared between threads. */
public final class Audit {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /** In an output folder. */
    public Audit(Path out) {
        this.file = out.resolve("audit.jsonl");
    }

    /** Notes what the caller of a request did; {@code what} must name no person. */
    public synchronized void record(Context context, String action, String what) {
        Gate.Caller caller = Gate.caller(context);
        Map<String, String> line = new LinkedHashMap<>();
        line.put("time", Instant.now().toString());
        line.put("key", caller.id());
        line.put("role", caller.role().word());
        line.put("address", context.ip());
        line.put("action", action);
        line.put("what", what);
        try {
            Files.writeString(
                    file,
                    JSON.writeValueAsString(line) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException("the audit log can't be written", failed);
        }
    }
}
