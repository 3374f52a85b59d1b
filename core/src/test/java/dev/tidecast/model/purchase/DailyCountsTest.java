package dev.tidecast.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DailyCountsTest {
    private static final long DAY = 86_400;
    private static final float TWO = (float) Math.log1p(2);
    private static final float ONE = (float) Math.log1p(1);

    private static Dataset shop() {
        DatasetBuilder builder = new DatasetBuilder();
        builder.add(0, 0, Behaviour.VIEW.ordinal(), DAY, 1, 0, -1, -1); // long ago
        builder.add(0, 0, Behaviour.VIEW.ordinal(), 9 * DAY, 1, 0, -1, -1);
        builder.add(0, 1, Behaviour.VIEW.ordinal(), 9 * DAY + 60, 1, 0, -1, -1);
        builder.add(0, 1, Behaviour.PURCHASE.ordinal(), 10 * DAY, 1, 0, -1, -1);
        builder.add(1, 1, Behaviour.VIEW.ordinal(), 10 * DAY, 1, 0, -1, -1);
        List<String> none = List.of("", "");
        return builder.build(
                "shop",
                ZoneOffset.UTC,
                true,
                List.of("u", "v"),
                new DatasetBuilder.ItemTexts(List.of("a", "b"), none, none, none),
                List.of());
    }

    @Test
    void days_stand_oldest_first_with_counts_of_behaviours_and_of_distinct_items() {
        DailyCounts reading = new DailyCounts(List.of(Behaviour.VIEW, Behaviour.PURCHASE), 3);
        float[] days = reading.of(shop().asOf(10 * DAY + 120).history(0));
        assertThat(days).containsExactly(0, 0, 0, TWO, 0, TWO, 0, ONE, ONE);
    }

    @Test
    void users_left_out_have_empty_histories_and_all_keep_their_numbers() {
        BitSet out = new BitSet();
        out.set(0);
        Dataset without = shop().without(out);
        assertThat(without.history(0).isEmpty()).isTrue();
        assertThat(without.asOf(10 * DAY).history(0).isEmpty()).isTrue();
        assertThat(without.history(1).size()).isEqualTo(1);
        assertThat(without.itemCount()).isEqualTo(shop().itemCount());
    }

    @Test
    void no_behaviour_or_no_day_is_refused() {
        assertThatThrownBy(() -> new DailyCounts(List.of(), 30)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new DailyCounts(List.of(Behaviour.VIEW), 0)).hasMessageContaining("0 days");
    }
}
