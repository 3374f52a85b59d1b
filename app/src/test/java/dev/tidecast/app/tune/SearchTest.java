package dev.tidecast.app.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
    private static final Tuning TUNING = new Tuning(
            9,
            3,
            10,
            "ndcg@10",
            Map.of("rate", new Between(.001, 1, false, true), "size", new Choices(List.of("8", "16"))));

    @TempDir
    private Path folder;

    /** The nearer the rate to .05 the better, a little less at earlier cuts; the recipe as it stands has .2. */
    private static double worth(Map<String, String> values, int cut) {
        double rate = Double.parseDouble(values.getOrDefault("rate", "0.2"));
        return 1 / (1 + Math.abs(Math.log(rate / .05))) - .01 * cut;
    }

    private Search search(Search.Judge judge, Tuning tuning) throws IOException {
        return new Search(tuning, 4, new TrialJournal(folder.resolve("trials.json"), "a"), judge, Progress.silent());
    }

    @Test
    void a_third_goes_on_to_each_further_cut_and_the_best_is_found() throws IOException {
        List<String> asked = new ArrayList<>();
        Search.Found found = search(
                        (values, cut) -> {
                            asked.add(cut + " " + values);
                            return worth(values, cut);
                        },
                        TUNING)
                .run();
        assertThat(asked.stream().filter(each -> each.startsWith("0"))).hasSize(9);
        assertThat(asked.stream().filter(each -> each.startsWith("1"))).hasSizeBetween(3, 4);
        assertThat(asked.stream().filter(each -> each.startsWith("2"))).hasSizeBetween(1, 3);
        assertThat(found.best().mean())
                .isGreaterThanOrEqualTo(found.asItStands().mean());
        assertThat(found.best().figures()).hasSize(3);
        assertThat(found.asItStands().figures()).hasSize(3);
    }

    @Test
    void no_setting_is_drawn_twice_while_there_are_others() throws IOException {
        Tuning eight = new Tuning(8, 1, 10, "ndcg@10", Map.of("weeks", new Between(3, 10, true, false)));
        List<String> drawn = new ArrayList<>();
        search(
                        (values, cut) -> {
                            drawn.add(values.getOrDefault("weeks", "as it stands"));
                            return 1;
                        },
                        eight)
                .run();
        assertThat(drawn).doesNotHaveDuplicates();
    }

    @Test
    void a_killed_search_goes_on_and_finds_the_same_without_judging_anything_twice() throws IOException {
        Search.Found whole = new Search(
                        TUNING,
                        4,
                        new TrialJournal(folder.resolve("other.json"), "a"),
                        SearchTest::worth,
                        Progress.silent())
                .run();
        List<String> asked = new ArrayList<>();
        assertThatThrownBy(() -> search(
                                (values, cut) -> {
                                    if (asked.size() == 5) {
                                        throw new UncheckedIOException(new IOException("killed"));
                                    }
                                    asked.add(cut + " " + values);
                                    return worth(values, cut);
                                },
                                TUNING)
                        .run())
                .hasMessageContaining("killed");
        Search.Found resumed = search(
                        (values, cut) -> {
                            asked.add(cut + " " + values);
                            return worth(values, cut);
                        },
                        TUNING)
                .run();
        assertThat(asked).doesNotHaveDuplicates();
        assertThat(resumed.best().values()).isEqualTo(whole.best().values());
        assertThat(resumed.best().figures()).isEqualTo(whole.best().figures());
    }

    @Test
    void a_journal_of_another_search_is_not_gone_on_from() throws IOException {
        search(SearchTest::worth, TUNING).run();
        assertThat(Files.readString(folder.resolve("trials.json"))).contains("figures");
        assertThat(new TrialJournal(folder.resolve("trials.json"), "b").trials())
                .isEmpty();
    }

    @Test
    void the_budget_ends_the_search_with_what_it_has() throws IOException {
        Search.Found found =
                search(SearchTest::worth, TUNING.withMinutes(1e-12)).run();
        assertThat(found.best().number()).isZero();
    }

    @Test
    void settings_that_give_no_model_come_last() throws IOException {
        Search.Found found = search(
                        (values, cut) -> {
                            if (!values.isEmpty()) {
                                throw new IllegalArgumentException("no such network");
                            }
                            return .1;
                        },
                        TUNING)
                .run();
        assertThat(found.best().number()).isZero();
    }

    @Test
    void numbers_are_drawn_within_their_range_and_written_short() {
        SplittableRandom random = new SplittableRandom(1);
        Range rate = new Between(.0003, .003, false, true);
        Range weeks = new Between(4, 6, true, false);
        for (int k = 0; k < 200; k++) {
            String drawn = rate.draw(random);
            assertThat(Double.parseDouble(drawn)).isBetween(.0003, .003);
            assertThat(drawn.length()).isLessThan(10);
            assertThat(weeks.draw(random)).isIn("4", "5", "6");
        }
        assertThatThrownBy(() -> new Between(0, 1, false, true)).hasMessageContaining("above 0");
    }
}
