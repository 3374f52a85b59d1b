package dev.tidecast.app.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.app.registry.Promotion.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionsTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void twoModelsAreRegistered() throws IOException {
        registry = Registry.of(folder);
        for (String name : List.of("tifu-knn", "interest-network")) {
            Path model = MadeUpVersions.model(folder, name);
            registry.register(model, MadeUpVersions.version(name, model, null));
        }
    }

    private void promote(String name) throws IOException {
        registry.promote(registry.find(name), THEN, "ada", null, List.of());
    }

    private String current() throws IOException {
        return registry.current().orElseThrow().model();
    }

    @Test
    void aRollbackGoesBackOnePromotionAtATime() throws IOException {
        assertThatThrownBy(() -> registry.rollback(THEN, "ada")).hasMessageContaining("no model was promoted yet");
        promote("tifu-knn");
        assertThatThrownBy(() -> registry.rollback(THEN, "ada")).hasMessageContaining("the first that was promoted");
        promote("interest-network");
        promote("tifu-knn");
        registry.rollback(THEN, "ada");
        assertThat(current()).isEqualTo("interest-network");
        registry.rollback(THEN, "ada");
        assertThat(current()).isEqualTo("tifu-knn");
        assertThatThrownBy(() -> registry.rollback(THEN, "ada")).hasMessageContaining("the first that was promoted");
        assertThat(registry.history()).extracting(Promotion::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(registry.history().getLast().action()).isEqualTo(Action.ROLLBACK);
    }

    @Test
    void anOverrideIsRecordedWithWhoWhenAndWhy() throws IOException {
        registry.promote(registry.find("tifu-knn"), THEN, "ada", "buyers trust it", List.of("too few cuts"));
        Promotion recorded = Registry.of(folder).history().getLast();
        assertThat(recorded.who()).isEqualTo("ada");
        assertThat(recorded.time()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(recorded.reason()).isEqualTo("buyers trust it");
        assertThat(recorded.overridden()).containsExactly("too few cuts");
    }

    @Test
    void aChangedMissingOrAddedFileIsNoticed() throws IOException {
        ModelVersion version = registry.find("tifu-knn");
        assertThat(registry.damaged(version)).isEmpty();
        Path weights = registry.model(version).resolve("deep/weights.safetensors");
        Files.writeString(weights, "other");
        Files.writeString(registry.model(version).resolve("more"), "more");
        assertThat(registry.damaged(version)).containsExactly("deep/weights.safetensors", "more");
        promote("tifu-knn");
        promote("interest-network");
        assertThatThrownBy(() -> registry.rollback(THEN, "ada")).hasMessageContaining("deep/weights.safetensors");
        assertThat(current()).isEqualTo("interest-network");
    }

    @Test
    void aKillBetweenPointerAndJournalLosesNothing() throws IOException {
        promote("tifu-knn");
        Path journal = folder.resolve("registry").resolve(Promotions.JOURNAL);
        byte[] before = Files.readAllBytes(journal);
        promote("interest-network");
        Files.write(journal, before);
        assertThat(registry.history()).extracting(Promotion::model).containsExactly("tifu-knn", "interest-network");
        registry.rollback(THEN, "ada");
        assertThat(current()).isEqualTo("tifu-knn");
        assertThat(Files.readAllLines(journal)).hasSize(3);
    }

    @Test
    void whatAKillLeftHalfWrittenIsNotRead() throws IOException {
        promote("tifu-knn");
        Path inRegistry = folder.resolve("registry");
        Files.writeString(inRegistry.resolve("current.json.tidecast-tmp"), "{\"number\": 2, \"id\":");
        Files.writeString(inRegistry.resolve(Promotions.JOURNAL), "{\"number\": 2, \"i", StandardOpenOption.APPEND);
        Files.createDirectories(inRegistry.resolve("lstm-12345678.tidecast-tmp/model"));
        assertThat(current()).isEqualTo("tifu-knn");
        assertThat(registry.versions()).hasSize(2);
        promote("interest-network");
        assertThat(registry.history()).extracting(Promotion::number).containsExactly(1, 2);
        assertThat(Files.readAllLines(inRegistry.resolve(Promotions.JOURNAL))).hasSize(2);
    }

    @Test
    void aKilledProcessLeavesTheOldOrTheNew() throws Exception {
        long seed = System.nanoTime();
        System.out.println("kill test of promotions, seed " + seed);
        Random random = new Random(seed);
        int before = 0;
        for (int kill = 0; kill < 4; kill++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            PromotingLoop.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(process.getInputStream().read()).as("seed " + seed).isEqualTo('.');
            Thread.sleep(20 + random.nextInt(150));
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            List<Promotion> history = registry.history();
            assertThat(history).as("seed " + seed).hasSizeGreaterThan(before);
            assertThat(history)
                    .as("seed " + seed)
                    .extracting(Promotion::number)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, history.size()).boxed().toList());
            assertThat(registry.current()).as("seed " + seed).contains(history.getLast());
            before = history.size();
        }
    }
}
