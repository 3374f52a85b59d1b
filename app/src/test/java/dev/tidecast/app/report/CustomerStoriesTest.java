package dev.tidecast.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Items;
import dev.tidecast.sequence.Target;
import dev.tidecast.sequence.Vocabulary;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CustomerStoriesTest {
    private static final long DAY = 86_400;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 7);

    /** Two users; days counted from Monday 5 January 1970; the cut is day 10. */
    private static Dataset log() {
        long[] days = {0, 0, 8, 12, 13, 30, 3};
        int[] items = {0, 1, 0, 0, 2, 1, 1};
        long start = 4 * DAY;
        long[] times = new long[days.length];
        byte[] behaviours = new byte[days.length];
        float[] values = new float[days.length];
        int[] ones = new int[days.length];
        long[] never = new long[days.length];
        for (int row = 0; row < days.length; row++) {
            times[row] = start + days[row] * DAY;
            behaviours[row] = (byte) Behaviour.PURCHASE.ordinal();
            values[row] = 1;
            ones[row] = 1;
            never[row] = Interactions.NEVER;
        }
        Interactions interactions = new Interactions(
                Column.Longs.of(0, 6, 7),
                Column.Ints.of(items),
                Column.Bytes.of(behaviours),
                Column.Longs.of(times),
                Column.Longs.of(never),
                Column.Floats.of(values),
                Column.Floats.of(values),
                Column.Ints.of(ones),
                Column.Ints.of(ones),
                Column.Ints.of(ones));
        Items known = new Items(
                Vocabulary.of(List.of("a", "b", "c")),
                Column.Longs.of(start, start, start + 9 * DAY),
                Vocabulary.of(List.of("Apple", "", "Cherry")),
                Column.Ints.of(-1, -1, -1),
                Vocabulary.of(List.of()),
                Column.Ints.of(-1, -1, -1),
                Vocabulary.of(List.of()));
        return new Dataset(
                "orchard",
                ZoneId.of("UTC"),
                true,
                Vocabulary.of(List.of("ann", "bob")),
                known,
                Vocabulary.of(List.of()),
                interactions);
    }

    private static RunDetails.UserForecast forecast(String user) {
        return new RunDetails.UserForecast(
                user,
                List.of(
                        new RunDetails.UserForecast.Item("a", .5),
                        new RunDetails.UserForecast.Item("b", .25),
                        new RunDetails.UserForecast.Item("c", null)));
    }

    @Test
    void marksHitsAndWhatIsNewToTheUser() {
        CustomerStory story = new CustomerStories(log(), 14 * DAY, TARGET)
                .of(List.of(forecast("ann")))
                .getFirst();
        assertThat(story.before())
                .isEqualTo("3 interactions on 2 days, 2 distinct items; the last on 13 January 1970.");
        assertThat(story.past().getFirst().items()).containsExactly("Apple");
        assertThat(story.forecast())
                .containsExactly(
                        new CustomerStory.Forecasted("Apple", .5, true, true),
                        new CustomerStory.Forecasted("b", .25, true, false),
                        new CustomerStory.Forecasted("Cherry", null, false, true));
        assertThat(story.followed())
                .containsExactly(
                        new CustomerStory.Followed("Apple", true, true),
                        new CustomerStory.Followed("Cherry", true, false));
        assertThat(story.hits()).isEqualTo(2);
    }

    @Test
    void whoDidNothingInTheWindowHasNoHits() {
        CustomerStory story = new CustomerStories(log(), 14 * DAY, TARGET)
                .of(List.of(forecast("bob")))
                .getFirst();
        assertThat(story.followed()).isEmpty();
        assertThat(story.hits()).isZero();
    }

    @Test
    void aUserThatTheLogDoesNotKnowIsLeftOut() {
        assertThat(new CustomerStories(log(), 14 * DAY, TARGET).of(List.of(forecast("eve"))))
                .isEmpty();
    }

    @Test
    void weeksCountInteractionsAndDistinctUsers() {
        ActivityPart activity = Objects.requireNonNull(WeeklyActivity.of(log(), 14 * DAY));
        assertThat(activity.weeks())
                .startsWith(
                        new ActivityPart.Week(LocalDate.of(1970, 1, 5), 3, 2, true),
                        new ActivityPart.Week(LocalDate.of(1970, 1, 12), 3, 1, true))
                .hasSize(5);
        assertThat(activity.weeks().getLast().whole()).isFalse();
        assertThat(activity.cut()).isEqualTo(LocalDate.of(1970, 1, 15));
    }
}
