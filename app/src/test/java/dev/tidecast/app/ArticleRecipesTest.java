package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleRecipesTest {
    @TempDir
    private Path folder;

    @Test
    void the_program_ends_with_its_figures_beside_the_majority_and_a_logistic_regression() throws IOException {
        Path config = SmallLog.write(folder, 60, "article-program");
        Program program = Program.run("train", "-c", config, "--out", folder.resolve("out"));
        assertThat(program.code()).as(program.all()).isZero();
        assertThat(program.all())
                .containsPattern("Epoch 10/10 - \\d+s - loss: \\d\\.\\d{4} - accuracy: [01]\\.\\d{4}")
                .containsPattern("accuracy +recall +F1 +AUC")
                .containsPattern("purchase-network +[01]\\.\\d{4}")
                .contains("logistic-regression", "(the majority)", "18 of 60");
    }

    @Tag("slow")
    @Test
    void the_case_ends_with_its_accuracy_beside_simple_ways() throws IOException {
        Path config = SmallLog.write(folder, 60, "article-case");
        Program program = Program.run("train", "-c", config, "--out", folder.resolve("out"));
        assertThat(program.code()).as(program.all()).isZero();
        assertThat(program.all()).contains("Epoch 20/20", "lstm", "personal-frequency", "the first of");
    }
}
