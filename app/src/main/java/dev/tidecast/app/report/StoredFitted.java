package dev.tidecast.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the fitted cleaning rules leave out, as {@code prepare} stored it in cleaning.json under {@code fitted}. */
final class StoredFitted {
    private StoredFitted() {}

    /** One sentence; empty where {@code prepare} has left no record. */
    static String told(Path folder) throws IOException {
        Path file = folder.resolve("cleaning.json");
        JsonNode fitted = Files.exists(file)
                ? new ObjectMapper().readTree(file.toFile()).path("fitted")
                : new ObjectMapper().missingNode();
        if (fitted.isMissingNode()) {
            return "";
        }
        List<String> rows = new ArrayList<>();
        fitted.path("rows")
                .properties()
                .forEach(each -> rows.add(String.format(
                        Locale.ROOT,
                        "%s %,d rows",
                        each.getKey(),
                        each.getValue().asLong())));
        return String.format(
                Locale.ROOT,
                "%,d robots, %,d users and %,d items with too few events left out%s",
                fitted.path("robots").asLong(),
                fitted.path("rareUsers").asLong(),
                fitted.path("rareItems").asLong(),
                rows.isEmpty() ? "" : ": " + String.join(", ", rows));
    }
}
