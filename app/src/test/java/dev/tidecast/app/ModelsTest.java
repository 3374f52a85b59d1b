package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.registry.Judgement;
import dev.tidecast.app.registry.MadeUpVersions;
import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs on models, on a registry with made-up figures. */
class ModelsTest {
    @TempDir
    Path folder;

    private void register(String name, double low, double high) throws IOException {
        Path model = MadeUpVersions.model(folder, name);
        Judgement judgement = MadeUpVersions.judgement(3, low, high, .05, .01);
        Registry.of(folder).register(model, MadeUpVersions.version(name, model, judgement));
    }

    private Program models(Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "models";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--out";
        all[words.length + 2] = folder;
        return Program.run(all);
    }

    @Test
    void aModelThatCanNotBeToldFromTheBaselineIsRefusedAndTheBaselineOffered() throws IOException {
        register("interest-network", -.001, .02);
        Program refused = models("promote", "interest-network");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.out())
                .contains("is not promoted", "+0.0095 (-0.0010 to +0.0200)", "includes zero")
                .contains("./tidecast train --model tifu-knn, then ./tidecast models promote tifu-knn")
                .contains("--override");
        assertThat(models("list").out()).contains("interest-network-12345678").doesNotContain("promoted");
    }

    @Test
    void anOverrideNeedsAReasonAndIsShown() throws IOException {
        register("interest-network", -.001, .02);
        assertThat(models("promote", "interest-network", "--override", " ").code())
                .isEqualTo(2);
        Program promoted = models("promote", "interest-network", "--override", "the buyers ask for it");
        assertThat(promoted.code()).as(promoted.all()).isZero();
        assertThat(models("show").out())
                .contains("overriding", "because: the buyers ask for it", System.getProperty("user.name"));
        assertThat(models("list").out()).contains("promoted");
    }

    @Test
    void noReasonOutweighsDamagedFiles() throws IOException {
        register("interest-network", .001, .02);
        Registry registry = Registry.of(folder);
        ModelVersion version = registry.find("interest-network");
        Files.writeString(registry.model(version).resolve("manifest.json"), "changed");
        Program refused = models("promote", "interest-network", "--override", "never mind");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.out()).contains("manifest.json").doesNotContain("--override");
        assertThat(registry.current()).isEmpty();
    }

    @Test
    void promotionsAndRollbacksAreToldAsJson() throws IOException {
        register("interest-network", .001, .02);
        register("tifu-knn", -.01, .02);
        ObjectMapper json = new ObjectMapper();
        for (String name : new String[] {"tifu-knn", "interest-network"}) {
            JsonNode promoted = json.readTree(models("promote", name, "--json").out());
            assertThat(promoted.path("promoted").asBoolean()).isTrue();
            assertThat(promoted.path("promotion").path("model").asText()).isEqualTo(name);
        }
        assertThat(json.readTree(models("list", "--json").out())).hasSize(2);
        assertThat(json.readTree(models("show", "--json").out())
                        .path("version")
                        .path("recipe")
                        .asText())
                .startsWith("seed: 1\n");
        assertThat(json.readTree(models("rollback", "--json").out()).path("id").asText())
                .isEqualTo("tifu-knn-12345678");
        assertThat(models("rollback").code()).isEqualTo(3);
    }

    @Test
    void anUnknownModelIsToldWithThoseThatThereAre() throws IOException {
        assertThat(models("list").out()).contains("No model is registered yet");
        register("tifu-knn", -.01, .02);
        Program unknown = models("show", "tifu-kmn");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.err()).contains("tifu-kmn", "tifu-knn-12345678");
        assertThat(models("compare", "tifu-knn", "tifu").code()).isEqualTo(1);
    }
}
