package dev.tidecast.app.web;

import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.serve.ModelSource.Loaded;
import java.io.IOException;
import java.util.Optional;

/** Which model answers and how it came to, in the reader's language. */
final class InCharge {
    private InCharge() {}

    static String line(Say say, Registry registry, Loaded loaded) throws IOException {
        Optional<Promotion> promoted = registry.current();
        if (promoted.isPresent()) {
            // While a promoted one is being loaded another answers.
            return promoted.get().id().equals(loaded.id())
                    ? say.t(
                            "charge.promoted",
                            loaded.id(),
                            promoted.get().time().substring(0, 10))
                    : say.t("charge.before", loaded.id());
        }
        boolean best = registry.versions().stream()
                .anyMatch(version ->
                        version.bestBaseline().filter(loaded.name()::equals).isPresent());
        return say.t(best ? "charge.best" : "charge.plain", loaded.name());
    }
}
