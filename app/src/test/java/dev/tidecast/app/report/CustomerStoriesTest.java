package dev.tidecast.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Target;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CustomerStoriesTest {
    private static final long DAY = 86_400;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 7);

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
        CustomerStory story = new CustomerStories(SmallLog.orchard(), 14 * DAY, TARGET)
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
        CustomerStory story = new CustomerStories(SmallLog.orchard(), 14 * DAY, TARGET)
                .of(List.of(forecast("bob")))
                .getFirst();
        assertThat(story.followed()).isEmpty();
        assertThat(story.hits()).isZero();
    }

    @Test
    void aUserThatTheLogDoesNotKnowIsLeftOut() {
        assertThat(new CustomerStories(SmallLog.orchard(), 14 * DAY, TARGET).of(List.of(forecast("eve"))))
                .isEmpty();
    }

    @Test
    void weeksCountInteractionsAndDistinctUsers() {
        ActivityPart activity = Objects.requireNonNull(WeeklyActivity.of(SmallLog.orchard(), 14 * DAY));
        assertThat(activity.weeks())
                .startsWith(
                        new ActivityPart.Week(LocalDate.of(1970, 1, 5), 3, 2, true),
                        new ActivityPart.Week(LocalDate.of(1970, 1, 12), 3, 1, true))
                .hasSize(5);
        assertThat(activity.weeks().getLast().whole()).isFalse();
        assertThat(activity.cut()).isEqualTo(LocalDate.of(1970, 1, 15));
    }
}
