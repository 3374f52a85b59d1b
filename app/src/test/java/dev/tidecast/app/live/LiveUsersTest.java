package dev.tidecast.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.UserState;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveUsersTest {
    private static final CleaningRules RULES = CleaningRules.standard(Long.MAX_VALUE);
    private static final List<String> ITEMS = List.of("a", "b", "c");

    @TempDir
    Path folder;

    /** User u0 with one view of each item at times 10, 20 and 30. */
    private static Dataset dataset() {
        DatasetBuilder builder = new DatasetBuilder();
        for (int item = 0; item < ITEMS.size(); item++) {
            builder.add(0, item, Behaviour.VIEW.ordinal(), 10 * (item + 1), Float.NaN, Float.NaN, -1, -1);
        }
        List<String> none = List.of("", "", "");
        return builder.build(
                "shop",
                ZoneOffset.UTC,
                true,
                List.of("u0"),
                new DatasetBuilder.ItemTexts(ITEMS, ITEMS, none, none),
                List.of());
    }

    private static LiveEvent event(String user, String item, Behaviour behaviour, long time, boolean cancels) {
        return new LiveEvent(user, item, behaviour, time, 1, 2, null, null, null, cancels);
    }

    private static List<String> told(UserState state, long instant) {
        History history = state.readout(instant);
        List<String> lines = new ArrayList<>();
        for (int p = 0; p < history.size(); p++) {
            lines.add(history.time(p) + ":" + history.item(p));
        }
        return lines;
    }

    @Test
    void a_state_is_the_dataset_and_what_came_since() {
        try (EventStore store = EventStore.open(folder)) {
            LiveUsers users = new LiveUsers(LiveBasis.of(dataset(), RULES, 0), store, 100);
            assertThat(told(users.state("u0"), 100)).containsExactly("10:0", "20:1", "30:2");
            append(store, users, event("u0", "b", Behaviour.PURCHASE, 40, false));
            append(store, users, event("u0", "unknown", Behaviour.VIEW, 50, false));
            append(store, users, event("new", "c", Behaviour.VIEW, 60, false));
            assertThat(told(users.state("u0"), 100)).containsExactly("10:0", "20:1", "30:2", "40:1", "50:-1");
            assertThat(told(users.state("u0"), 45)).containsExactly("10:0", "20:1", "30:2", "40:1");
            assertThat(told(users.state("new"), 100)).containsExactly("60:2");
            assertThat(told(users.state("nobody"), 100)).isEmpty();
        }
    }

    @Test
    void events_that_the_dataset_has_already_do_not_count_again() {
        try (EventStore store = EventStore.open(folder)) {
            store.append(
                    List.of(
                            event("u0", "a", Behaviour.VIEW, 10, false), // in the dataset that was prepared later
                            event("u0", "b", Behaviour.PURCHASE, 40, false)), // came after the log's end
                    Map.of());
            LiveUsers users = new LiveUsers(LiveBasis.of(dataset(), RULES, store.appended()), store, 100);
            append(store, users, event("u0", "a", Behaviour.CART, 15, false)); // late, and new
            assertThat(told(users.state("u0"), 100)).containsExactly("10:0", "15:0", "20:1", "30:2", "40:1");
        }
    }

    @Test
    void any_order_of_arrival_gives_the_state_of_the_right_order() {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<LiveEvent> events = new ArrayList<>();
            for (int k = 0; k < 30; k++) {
                boolean cancels = random.nextInt(5) == 0;
                events.add(event("u0", ITEMS.get(random.nextInt(3)), Behaviour.PURCHASE, 100 + 7L * k, cancels));
            }
            List<String> right = afterAll(folder.resolve("right" + seed), events);
            List<LiveEvent> shuffled = new ArrayList<>(events);
            java.util.Collections.shuffle(shuffled, new java.util.Random(seed));
            assertThat(afterAll(folder.resolve("shuffled" + seed), shuffled))
                    .as("seed %d", seed)
                    .isEqualTo(right);
        }
    }

    @Test
    void a_purchase_that_comes_after_its_cancellation_is_taken_back() {
        List<LiveEvent> events = List.of(
                event("u0", "a", Behaviour.PURCHASE, 50, true), event("u0", "a", Behaviour.PURCHASE, 45, false));
        assertThat(afterAll(folder.resolve("late"), events)).containsExactly("10:0", "20:1", "30:2");
    }

    @Test
    void a_state_that_is_made_between_an_events_write_and_its_notice_counts_it_once() {
        try (EventStore store = EventStore.open(folder)) {
            LiveUsers users = new LiveUsers(LiveBasis.of(dataset(), RULES, 0), store, 100);
            LiveEvent event = event("u0", "b", Behaviour.PURCHASE, 40, false);
            long place = store.append(List.of(event), Map.of())[0];
            assertThat(told(users.state("u0"), 100)).hasSize(4);
            users.stored(List.of(new EventStore.Stored(event, place)));
            assertThat(users.state("u0").readout(100).repeats(3)).isEqualTo(1);
        }
    }

    private static List<String> afterAll(Path folder, List<LiveEvent> events) {
        try (EventStore store = EventStore.open(folder)) {
            LiveUsers users = new LiveUsers(LiveBasis.of(dataset(), RULES, 0), store, 100);
            for (LiveEvent event : events) {
                users.state("u0");
                append(store, users, event);
            }
            return told(users.state("u0"), 1_000);
        }
    }

    private static void append(EventStore store, LiveUsers users, LiveEvent event) {
        long place = store.append(List.of(event), Map.of())[0];
        users.stored(List.of(new EventStore.Stored(event, place)));
    }
}
