package dev.tidecast.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.tidecast.event.Behaviour;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStoreTest {
    @TempDir
    Path folder;

    private static LiveEvent event(String user, String item, long time, @Nullable String id) {
        return new LiveEvent(user, item, Behaviour.VIEW, time, Double.NaN, Double.NaN, null, null, id, false);
    }

    private static List<String> items(EventStore store, String user) {
        return store.events(user).stream()
                .map(each -> String.valueOf(each.event().item()))
                .toList();
    }

    @Test
    void events_of_a_user_come_back_in_time_order_also_after_reopening() {
        try (EventStore store = EventStore.open(folder)) {
            store.append(List.of(event("a", "late", 9, null), event("ab", "other", 1, null)), Map.of());
            store.append(List.of(event("a", "early", 3, null), event("a", "tie", 9, null)), Map.of("file", 70L));
        }
        try (EventStore store = EventStore.open(folder)) {
            assertThat(items(store, "a")).containsExactly("early", "late", "tie");
            assertThat(store.events("a").getFirst().sequence()).isEqualTo(2);
            assertThat(items(store, "nobody")).isEmpty();
            assertThat(store.offset("file")).hasValue(70);
            assertThat(store.offset("unread")).isEmpty();
            assertThat(store.appended()).isEqualTo(4);
        }
    }

    @Test
    void one_pass_shows_each_users_events_together() {
        try (EventStore store = EventStore.open(folder)) {
            assertThat(store.isEmpty()).isTrue();
            store.eachUser((user, events) -> fail("nobody is here"));
            store.append(
                    List.of(event("b", "3", 5, null), event("a", "2", 9, null), event("ab", "0", 1, null)), Map.of());
            store.append(List.of(event("a", "1", 3, null)), Map.of());
            List<String> seen = new ArrayList<>();
            store.eachUser((user, events) -> {
                assertThat(events).isEqualTo(store.events(user));
                seen.add(user);
            });
            assertThat(seen).containsExactly("a", "ab", "b");
            assertThat(store.isEmpty()).isFalse();
        }
    }

    @Test
    void a_second_delivery_of_an_id_changes_nothing() {
        try (EventStore store = EventStore.open(folder)) {
            assertThat(store.append(List.of(event("a", "x", 1, "1"), event("a", "x", 1, "1")), Map.of()))
                    .containsExactly(0, -1);
        }
        try (EventStore store = EventStore.open(folder)) {
            assertThat(store.append(List.of(event("a", "x", 1, "1"), event("a", "y", 2, "2")), Map.of()))
                    .containsExactly(-1, 1);
            assertThat(items(store, "a")).containsExactly("x", "y");
        }
    }

    @Test
    void an_erased_user_is_in_no_file_any_more() throws Exception {
        try (EventStore store = EventStore.open(folder)) {
            store.append(
                    List.of(event("someone-to-forget", "x", 1, "id-of-the-forgotten"), event("b", "y", 1, null)),
                    Map.of());
            assertThat(store.erase("someone-to-forget")).isEqualTo(1);
            assertThat(items(store, "someone-to-forget")).isEmpty();
            assertThat(items(store, "b")).containsExactly("y");
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(content).as("%s", file).doesNotContain("someone-to-forget", "id-of-the-forgotten");
            }
        }
        try (EventStore store = EventStore.open(folder)) {
            assertThat(store.append(List.of(event("c", "z", 1, "id-of-the-forgotten")), Map.of()))
                    .containsExactly(2);
        }
    }

    @Test
    void a_backup_taken_in_use_opens_as_a_store() {
        Path backup = folder.resolveSibling(folder.getFileName() + "-backup");
        try (EventStore store = EventStore.open(folder)) {
            store.append(List.of(event("a", "x", 1, null)), Map.of());
            store.backUp(backup);
            store.append(List.of(event("a", "y", 2, null)), Map.of());
        }
        try (EventStore store = EventStore.open(backup)) {
            assertThat(items(store, "a")).containsExactly("x");
        }
    }

    @Test
    void a_store_in_use_is_refused_to_others() {
        try (EventStore store = EventStore.open(folder)) {
            assertThat(store.appended()).isZero();
            assertThatThrownBy(() -> EventStore.open(folder)).hasMessageContaining("stop it first");
        }
    }
}
