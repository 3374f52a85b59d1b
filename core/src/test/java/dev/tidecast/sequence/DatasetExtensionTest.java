package dev.tidecast.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.DatasetBuilder.ItemTexts;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetExtensionTest {
    private static final CleaningRules RULES = CleaningRules.standard(Long.MAX_VALUE);

    @TempDir
    Path folder;

    private static ItemTexts texts(String... names) {
        List<String> none = Collections.nCopies(names.length, "");
        return new ItemTexts(List.of(names), none, none, none);
    }

    @Test
    void itemsThatOnlyAnErasedUserHadKeepTheirNumbers() {
        DatasetBuilder rows = new DatasetBuilder();
        int purchase = Behaviour.PURCHASE.ordinal();
        rows.add(0, 0, purchase, 1_000, 1, 1, -1, -1);
        rows.add(0, 1, purchase, 2_000, 1, 1, -1, -1);
        rows.add(1, 2, purchase, 3_000, 1, 1, -1, -1);
        Dataset whole =
                rows.build("shop", ZoneOffset.UTC, true, List.of("gone", "stays"), texts("a", "b", "c"), List.of());
        Dataset base = ErasedUsers.without(whole, "gone"::equals);
        try (DatasetExtension extension =
                new DatasetExtension(base, List.of("new", "unmet"), folder.resolve("making"))) {
            extension.number("untold");
            UserState state = UserState.of(base, 1).apply(bought(extension.number("new"), 4_000), RULES);
            extension.put("stays", state);
            Dataset extended = extension.whole(texts("a", "b", "c", "new", "unmet", "untold"));
            assertThat(extended.items().names().texts()).containsExactly("a", "b", "c", "new", "unmet");
            assertThat(extended.items().firstSeen().get(1)).isEqualTo(2_000);
            assertThat(extended.history(extended.users().indexOf("stays")).item(1))
                    .isEqualTo(3);
        }
        assertThat(folder.resolve("making")).doesNotExist();
    }

    @Test
    void usersAreInTheOrderOfTheirFirstEventsWhateverTheOrderInWhichTheyArePut() {
        DatasetBuilder rows = new DatasetBuilder();
        int purchase = Behaviour.PURCHASE.ordinal();
        rows.add(0, 0, purchase, 1_000, 1, 1, -1, -1);
        rows.add(1, 0, purchase, 3_000, 2, 1, -1, -1);
        Dataset base = rows.build("shop", ZoneOffset.UTC, true, List.of("old", "quiet"), texts("a"), List.of());
        try (DatasetExtension extension = new DatasetExtension(base, List.of(), folder.resolve("making"))) {
            int late = extension.number("late");
            int early = extension.number("early");
            extension.put("z", UserState.empty(2).apply(bought(late, 5_000), RULES));
            extension.put("nothing", UserState.empty(2));
            extension.put("old", UserState.of(base, 0).apply(bought(0, 6_000), RULES));
            extension.put(
                    "a", UserState.empty(2).apply(bought(early, 3_000), RULES).apply(bought(-1, 4_000), RULES));
            Dataset whole = extension.whole(texts("a", "late", "early"));
            assertThat(whole.users().texts()).containsExactly("old", "quiet", "a", "z");
            assertThat(whole.items().names().texts()).containsExactly("a", "early", "late");
            assertThat(items(whole)).containsExactly("0 0", "0", "1 -1", "2");
            assertThat(whole.interactions().quantity().get(2)).isEqualTo(2);
            assertThat(whole.asOf()).isEqualTo(6_000);
            DatasetFolder.write(whole, folder.resolve("written"));
        }
        assertThat(items(DatasetFolder.open(folder.resolve("written")))).containsExactly("0 0", "0", "1 -1", "2");
    }

    private static Arrival bought(int item, long time) {
        return new Arrival(item, Behaviour.PURCHASE, time, 1, 1, -1, -1, false);
    }

    private static List<String> items(Dataset dataset) {
        return IntStream.range(0, dataset.userCount())
                .mapToObj(dataset::history)
                .map(history -> IntStream.range(0, history.size())
                        .mapToObj(at -> Integer.toString(history.item(at)))
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
