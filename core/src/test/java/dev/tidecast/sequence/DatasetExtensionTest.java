package dev.tidecast.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.DatasetBuilder.ItemTexts;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetExtensionTest {
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
        DatasetExtension extension = new DatasetExtension(base, texts("a", "b", "c", "new", "unmet", "untold"), 2);
        UserState state = UserState.of(base, 1)
                .apply(
                        new Arrival(3, Behaviour.PURCHASE, 4_000, 1, 1, -1, -1, false),
                        CleaningRules.standard(Long.MAX_VALUE));
        Dataset extended = extension.with(user -> user.equals("stays") ? state : null, List.of());
        assertThat(extended.items().names().texts()).containsExactly("a", "b", "c", "new", "unmet");
        assertThat(extended.items().firstSeen().get(1)).isEqualTo(2_000);
        assertThat(extended.history(extended.users().indexOf("stays")).item(1)).isEqualTo(3);
    }
}
