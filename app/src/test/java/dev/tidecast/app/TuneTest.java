package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTest {
    private static final String RECIPE = "{name: small, models: [weighted-counters],"
            + " target: {behaviour: purchase, horizon-days: 30}, tune: {trials: 3, cuts: 2, minutes: 5, ranges: {";

    @TempDir
    private Path folder;

    @Test
    void it_writes_the_recipe_that_it_found_and_goes_on_where_it_was() throws IOException {
        Path config = SmallLog.write(folder, 40, RECIPE + "counters.anchor-weeks: {from: 1, to: 12}}}}");
        Path out = folder.resolve("out");
        Program first = Program.run("tune", "-c", config, "--out", out);
        assertThat(first.code()).as(first.all()).isZero();
        assertThat(first.all()).contains("trial 0 (the recipe as it stands)", "selection cut 2");
        String recipe = Files.readString(out.resolve("tune/recipe.yaml"));
        assertThat(recipe).startsWith("# Found by \"tidecast tune\"").doesNotContain("ranges");
        Program again = Program.run("tune", "-c", config, "--out", out);
        assertThat(again.all()).doesNotContain("at selection cut");
        assertThat(Files.readString(out.resolve("tune/recipe.yaml"))).isEqualTo(recipe);
        SmallLog.config(folder, out.resolve("tune/recipe.yaml").toString());
        assertThat(Program.run("backtest", "-c", config, "--out", out).code()).isZero();
    }

    @Test
    void a_recipe_without_ranges_or_with_a_wrong_key_is_told_what_to_write() throws IOException {
        Path config = SmallLog.write(folder, 5, "retail-30d");
        Program without = Program.run("tune", "-c", config, "--out", folder.resolve("out"));
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("has no section tune", "ranges");
        SmallLog.config(folder, RECIPE + "counters.anchor-week: [1, 2]}}}");
        Program wrong = Program.run("tune", "-c", config, "--out", folder.resolve("out"));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("tune.ranges.counters.anchor-week", "did you mean \"anchor-weeks\"");
    }
}
