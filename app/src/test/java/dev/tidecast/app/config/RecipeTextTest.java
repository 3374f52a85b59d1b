package dev.tidecast.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.model.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTextTest {
    private static final String CHANGED = """
            seed: 7
            target: {behaviour: view, horizon-days: 7}
            models: [popular, popular-7d]
            cuts: {count: 3, spacing-days: 14}
            bootstrap: {resamples: 50}
            counters: {titles: 0.5, newness: true}
            network: {inputs: [query, hour], optimiser: adamw, size: 8, trunk: gru, stacking: plain, length: 7, objective: next-item, next-item: {loss: sampled-softmax, negatives: 5, warm-up: 3, averaging: 0.99}, window: {loss: sampled-softmax, negatives: 9}}
            facets: [item, price-band]
            behaviours: [view, purchase]
            backtest: {protocol: leave-one-out, staleness: true, budget-minutes: 5}
            promotion: {measure: recall@20, promises: [mrr], least-cuts: 2, calibration: {most-above-perfect: 0.05}}
            """;

    @TempDir
    Path folder;

    private Recipe read(String recipe) throws IOException {
        Files.writeString(folder.resolve("log.csv"), "a,b\n");
        Files.writeString(folder.resolve("own.yaml"), recipe);
        return Configuration.read(Files.writeString(folder.resolve("tidecast.yaml"), """
                        sources: [{files: [log.csv]}]
                        format: {type: csv, delimiter: ",", header: true}
                        mapping: {user: a, item: b, time: order, behaviour: purchase}
                        recipe: own.yaml
                        """))
                .recipe();
    }

    @Test
    void aRecipeWrittenOutReadsBackTheSame() throws IOException {
        for (String recipe : new String[] {"name: plain\n", CHANGED}) {
            Recipe before = read(recipe);
            assertThat(read(RecipeText.of(before))).isEqualTo(before);
        }
    }

    @Test
    void howItIsJudgedDoesNotDecideTheModel() throws IOException {
        String before = RecipeText.fitting(read(CHANGED));
        assertThat(RecipeText.fitting(read(CHANGED.replace("count: 3", "count: 1")
                        .replace("least-cuts: 2", "" + "least-cuts: 1")
                        .replace("popular-7d", "popular-9d")
                        .replace("staleness: true", "staleness: false")
                        .replace("[item, price-band]", "[item]"))))
                .isEqualTo(before);
        assertThat(RecipeText.fitting(read(CHANGED.replace("seed: 7", "seed: 8"))))
                .isNotEqualTo(before);
        assertThat(RecipeText.fitting(read(CHANGED.replace("size: 8", "size: 9"))))
                .isNotEqualTo(before);
    }

    @Test
    void anUnknownInputOfStepsIsToldWithThoseThatThereAre() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> read("network: {inputs: [queries]}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "no input of a step is called \"queries\": use some of [query, hour, quantity, price]");
    }

    @Test
    void anUnknownMeasureOfThePromotionIsToldWithThoseThatThereAre() {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> read("promotion: {measure: ndgc@10, promises: [recall]}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ndgc@10")
                .hasMessageContaining("\"recall\"")
                .hasMessageContaining("new-item-ndcg@10");
    }
}
