package dev.tidecast.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.model.Compute;
import dev.tidecast.model.Device;
import dev.tidecast.model.Judging;
import dev.tidecast.model.Precision;
import dev.tidecast.model.Recipe;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextItemRecipesTest {
    private static @Nullable Recipe recipe(String yaml, Problems problems) {
        return new RecipeReader(Path.of("."), problems)
                .recipe(new Section("", YamlTree.read("tidecast.yaml", yaml, problems), problems));
    }

    @ParameterizedTest
    @CsvSource({"sasrec, TRANSFORMER", "gru4rec, GRU", "hstu, HSTU"})
    void bundled_recipes_of_published_models_are_read_whole(String name, Recipe.Trunk trunk) {
        Problems problems = new Problems();
        Recipe recipe = Objects.requireNonNull(recipe("recipe: " + name + "\n", problems));
        assertThat(problems.none()).isTrue();
        assertThat(recipe.network().trunk()).isEqualTo(trunk);
        assertThat(recipe.network().objective()).isEqualTo(Recipe.Objective.NEXT_ITEM);
        assertThat(recipe.network().length()).isEqualTo(200);
        assertThat(recipe.judging().protocol()).isEqualTo(Judging.Protocol.LEAVE_ONE_OUT);
        assertThat(recipe.models()).containsExactly("popular", name);
    }

    @Test
    void a_model_of_the_next_item_needs_its_objective() {
        Problems problems = new Problems();
        recipe("recipe:\n  models: [popular, hstu]\n  network: {trunk: hstu}\n", problems);
        assertThatThrownBy(problems::throwIfAny).hasMessageContaining("network.objective: next-item");
    }

    @Test
    void device_and_precision_are_those_of_the_network_unless_the_next_item_has_a_precision_of_its_own() {
        Problems problems = new Problems();
        Recipe.Network network = Objects.requireNonNull(recipe(
                        "recipe:\n  models: [popular]\n  network: {device: cpu, precision: mixed, next-item: {precision:"
                                + " single}}\n",
                        problems))
                .network();
        assertThat(network.compute()).isEqualTo(new Compute(Device.CPU, Precision.MIXED));
        assertThat(network.nextItem().compute()).isEqualTo(new Compute(Device.CPU, Precision.SINGLE));
        recipe("recipe:\n  models: [popular]\n  network: {device: gpu}\n", problems);
        assertThatThrownBy(problems::throwIfAny)
                .hasMessageContaining("gpu")
                .hasMessageContaining("auto")
                .hasMessageContaining("cuda");
    }
}
