package dev.tidecast.app.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTest {
    @TempDir
    Path folder;

    private static Attempt attempt(String recipe, String data, int horizon, String... cuts) {
        return new Attempt(
                "2026-01-01T00:00:00Z", List.of(cuts), "purchase", horizon, data, recipe, "code", Map.of(), "b");
    }

    @Test
    void everyLookAtAWindowCounts() throws IOException {
        Registry registry = Registry.of(folder);
        registry.attempted(attempt("one", "data", 30, "November"));
        registry.attempted(attempt("one", "data", 30, "November"));
        registry.attempted(attempt("two", "data", 30, "October", "November"));
        registry.attempted(attempt("two", "cleaned otherwise", 30, "November"));
        registry.attempted(attempt("two", "data", 30, "September"));
        registry.attempted(attempt("two", "data", 7, "November"));
        assertThat(Attempt.looks(Registry.of(folder).attempts(), Set.of("November"), "purchase", 30))
                .isEqualTo(new Attempt.Looks(4, 3));
        assertThat(new Attempt.Looks(4, 3).sentence())
                .isEqualTo("the judged window has been looked at 4 times, with 3 distinct settings");
        assertThat(Attempt.looks(registry.attempts(), Set.of("November"), "view", 30))
                .isEqualTo(new Attempt.Looks(0, 0));
    }
}
