package dev.tidecast.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.app.config.Configuration;
import dev.tidecast.app.config.Models;
import dev.tidecast.model.Recipe;
import dev.tidecast.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelShelfTest {
    private static final Path DEMO = Path.of("..", "examples", "online-retail", "tidecast.yaml");

    @Test
    void every_baseline_runs_unless_a_recipe_names_fewer() {
        assertThat(Models.meant(List.of("all")))
                .isEqualTo(Models.STANDARD)
                .contains(
                        "item-knn",
                        "session-knn",
                        "markov",
                        "bg-nbd",
                        "logistic-regression",
                        "boosted-trees",
                        "boosted-ranker");
        assertThat(Models.meant(List.of("popular"))).containsExactly("popular");
    }

    @Test
    void every_model_that_a_recipe_may_name_has_a_trainer_of_that_name() {
        Recipe recipe = Configuration.read(DEMO).recipe();
        ModelShelf shelf = new ModelShelf(recipe, Progress.silent());
        for (String name :
                Stream.concat(Models.STANDARD.stream(), Models.OTHERS.stream()).toList()) {
            assertThat(shelf.trainer(name).name()).isEqualTo(name);
            assertThat(Models.known(name)).isEqualTo(name);
        }
    }
}
