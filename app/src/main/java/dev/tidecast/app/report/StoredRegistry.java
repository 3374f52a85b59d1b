package dev.tidecast.app.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.registry.Attempt;
import dev.tidecast.app.registry.Examination;
import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.registry.Objection;
import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registry of an output folder as the page reads it. */
final class StoredRegistry {
    private final Path folder;
    private final Registry registry;
    private final Optional<Promotion> current;

    StoredRegistry(Path folder) throws IOException {
        this.folder = folder;
        this.registry = Registry.of(folder);
        this.current = registry.current();
    }

    boolean isPromoted() {
        return current.isPresent();
    }

    /** The model that forecasts are made with: promoted, else trained; null if there is neither. */
    @Nullable
    String model() throws IOException {
        Path trained = folder.resolve("model").resolve("manifest.json");
        if (current.isPresent() || !Files.exists(trained)) {
            return current.map(Promotion::model).orElse(null);
        }
        String name =
                new ObjectMapper().readTree(trained.toFile()).path("model").asText();
        return name.isEmpty() ? null : name;
    }

    /** What is served and why; null where nothing was registered. */
    @Nullable
    ServedPart part() throws IOException {
        ModelVersion served = served();
        if (served == null) {
            return null;
        }
        Examination examination = Examination.of(served, registry.damaged(served), Optional.empty());
        return new ServedPart(
                sentence(served),
                registry.looks(served).map(Attempt.Looks::sentence).orElse(""),
                examination.findings(),
                examination.objections().stream().map(Objection::text).toList(),
                registry.history().reversed().stream().map(StoredRegistry::told).toList());
    }

    private @Nullable ModelVersion served() throws IOException {
        String model = model();
        return registry.versions().stream()
                .filter(each -> current.map(promotion -> each.id().equals(promotion.id()))
                        .orElseGet(() -> each.model().equals(model)))
                .findFirst()
                .orElse(null);
    }

    private String sentence(ModelVersion served) {
        return current.map(promotion -> "Forecasts are made with " + served.id() + ", promoted on "
                        + promotion.time().substring(0, 10) + " by " + promotion.who() + ".")
                .orElse("Forecasts are made with " + served.id() + ", which was trained on the whole log; no model is"
                        + " promoted yet.");
    }

    private static String told(Promotion each) {
        String what = switch (each.action()) {
            case PROMOTE -> "promoted";
            case ROLLBACK -> "gone back to";
        };
        return each.time().substring(0, 16).replace('T', ' ') + " UTC: " + each.id() + " " + what + " by " + each.who()
                + (each.reason() == null
                        ? ""
                        : " against \"" + String.join("\", \"", each.overridden()) + "\", because: " + each.reason());
    }
}
