package dev.tidecast.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** doctor.json as the page reads it; keys that it does not know are for others. */
public final class StoredDoctor {
    private StoredDoctor() {}

    /** What the doctor found; null if there is no such file. */
    public static @Nullable DoctorPart read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        JsonNode stored = new ObjectMapper().readTree(file.toFile());
        List<DoctorPart.Finding> findings = new ArrayList<>();
        stored.path("findings").forEach(each -> findings.add(finding(each)));
        return new DoctorPart(
                stored.path("sufficiency").path("verdict").asText(),
                stored.path("sufficiency").path("why").asText(),
                stored.path("repeats").path("meaning").asText(),
                findings);
    }

    private static DoctorPart.Finding finding(JsonNode stored) {
        List<String> evidence = new ArrayList<>();
        stored.path("evidence").forEach(each -> evidence.add(evidence(each)));
        return new DoctorPart.Finding(
                stored.path("severity").asText().toLowerCase(java.util.Locale.ROOT),
                stored.path("code").asText(),
                stored.path("found").asText(),
                stored.path("advice").asText(),
                stored.path("yaml").asText(),
                effect(stored.path("effect")),
                evidence);
    }

    private static String evidence(JsonNode stored) {
        StringBuilder text = new StringBuilder();
        for (String key : new String[] {"file", "user", "item"}) {
            if (stored.hasNonNull(key)) {
                text.append(key).append(' ').append(stored.path(key).asText());
                text.append(
                        key.equals("file") ? ", record " + stored.path("record").asText() + ": " : ": ");
            }
        }
        return text.append(stored.path("text").asText()).toString();
    }

    private static String effect(JsonNode stored) {
        return stored.hasNonNull("difference")
                ? "%s of %s %s → %s, difference %s (%s to %s)"
                        .formatted(
                                Figures.metric(stored.path("measure").asText()),
                                stored.path("model").asText(),
                                Figures.measure(stored.path("before").asDouble()),
                                Figures.measure(stored.path("after").asDouble()),
                                Figures.signed(stored.path("difference").asDouble()),
                                Figures.signed(stored.path("low").asDouble()),
                                Figures.signed(stored.path("high").asDouble()))
                : stored.path("note").asText("");
    }
}
