package dev.tidecast.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.event.Behaviour;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;

/** What becomes of a store whose files were cut short or changed. */
class StoreFaultsTest {
    private static final int MANY = 2_000;

    @TempDir
    Path folder;

    @Test
    void a_torn_last_write_is_dropped_and_all_before_it_and_after_it_is_kept() throws IOException {
        try (EventStore store = EventStore.open(folder)) {
            store.append(List.of(event("anna", 1)), Map.of());
            store.append(List.of(event("anna", 2)), Map.of());
        }
        Path log = largest(".log");
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(file.length() - 7);
        }
        try (EventStore store = EventStore.open(folder)) {
            assertThat(times(store, "anna")).containsExactly(1L);
            store.append(List.of(event("anna", 3)), Map.of());
        }
        try (EventStore store = EventStore.open(folder)) {
            assertThat(times(store, "anna")).containsExactly(1L, 3L);
        }
    }

    @Test
    void a_damaged_block_is_told_of_and_other_users_are_read_and_written_as_before() throws Exception {
        flushed(Stream.concat(many("anna").stream(), many("zoe").stream()).toList());
        damage(largest(".sst"), 2_000);
        try (EventStore store = EventStore.open(folder)) {
            assertThatThrownBy(() -> store.events("anna"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("read events");
            assertThat(store.events("zoe")).hasSize(MANY);
            store.append(List.of(event("zoe", MANY)), Map.of());
            assertThat(store.events("zoe")).hasSize(MANY + 1);
        }
    }

    @Test
    void one_pass_goes_on_behind_damaged_blocks_and_tells_who_was_passed_over() throws Exception {
        List<LiveEvent> events = IntStream.range(0, MANY)
                .boxed()
                .flatMap(user -> IntStream.range(0, 5).mapToObj(time -> event("user" + user, time)))
                .toList();
        flushed(events);
        Path file = largest(".sst");
        long length = Files.size(file);
        damage(file, length / 4);
        damage(file, length / 2);
        try (EventStore store = EventStore.open(folder)) {
            Set<String> shown = new HashSet<>();
            List<Gap> gaps = store.eachUser((user, found) -> {
                assertThat(found).isEqualTo(store.events(user)).hasSize(5);
                assertThat(shown.add(user)).isTrue();
            });
            List<String> missing = IntStream.range(0, MANY)
                    .mapToObj(user -> "user" + user)
                    .filter(user -> !shown.contains(user))
                    .toList();
            assertThat(gaps).hasSize(2);
            assertThat(store.failedReads()).isEqualTo(2);
            assertThat(missing).hasSizeBetween(2, MANY / 10).allSatisfy(user -> {
                assertThat(store.readable(user)).as(user).isEmpty();
                assertThat(gaps).anyMatch(gap -> gap.mayHold(user));
            });
        }
    }

    @Test
    void events_are_taken_by_the_next_start_when_the_store_has_met_damage_by_itself() throws Exception {
        flushed(many("anna"));
        damage(largest(".sst"), 2_000);
        int[] taken = {0};
        try (EventStore store = EventStore.open(folder)) {
            assertThatThrownBy(() -> {
                        for (int round = 0; round < 8; round++) { // files are put together in between
                            store.append(List.of(event("ann", round), event("zoe", round)), Map.of());
                            taken[0]++;
                            flush(store);
                        }
                        store.files().database().compactRange(store.files().events());
                    })
                    .hasMessageContaining("block checksum mismatch");
            assertThatThrownBy(() -> store.append(many("zoe"), Map.of()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("stop and start the service");
        }
        try (EventStore store = EventStore.open(folder)) {
            for (int round = 0; round < 8; round++) {
                store.append(List.of(event("ann", 8 + round), event("zoe", 8 + round)), Map.of());
                flush(store);
            }
            assertThat(store.events("zoe")).hasSize(taken[0] + 8);
        }
    }

    @Test
    void what_was_said_of_items_is_read_as_far_as_it_can_be() throws Exception {
        List<ShopItem> said = IntStream.range(0, MANY)
                .mapToObj(item ->
                        new ShopItem("item" + item, "title " + item * 7_919, null, null, null, null, null, null, null))
                .toList();
        try (EventStore store = EventStore.open(folder);
                FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            new LiveItems(store).put(said);
            store.files().database().flush(flush, store.files().items());
        }
        damage(largest(".sst"), 2_000);
        try (EventStore store = EventStore.open(folder)) {
            assertThat(new LiveItems(store).all()).hasSizeBetween(MANY / 2, MANY - 1);
            assertThat(store.failedReads()).isEqualTo(1);
        }
    }

    @Test
    void a_full_disk_is_told_of_in_so_many_words() {
        String full = System.getenv("TIDECAST_FULL_DISK");
        Assumptions.assumeTrue(full != null, "TIDECAST_FULL_DISK names no folder on a disk of a few KB");
        Path store = Path.of(full, "store");
        assertThatThrownBy(() -> {
                    try (EventStore opened = EventStore.open(store)) {
                        opened.append(many("anna"), Map.of());
                    }
                })
                .isInstanceOf(StoreException.class)
                .hasStackTraceContaining("No space left");
        assertThat(store.toFile().listFiles()).allMatch(File::delete);
    }

    private void flushed(List<LiveEvent> events) throws RocksDBException {
        try (EventStore store = EventStore.open(folder)) {
            store.append(events, Map.of());
            flush(store);
        }
    }

    private static void flush(EventStore store) throws RocksDBException {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            store.files().database().flush(flush, store.files().events());
        }
    }

    private static void damage(Path at, long place) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(at.toFile(), "rw")) {
            file.seek(place);
            file.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        }
    }

    private static List<LiveEvent> many(String user) {
        return IntStream.range(0, MANY).mapToObj(time -> event(user, time)).toList();
    }

    private static LiveEvent event(String user, long time) {
        String item = "item" + time * 7_919 % 10_007;
        return new LiveEvent(user, item, Behaviour.VIEW, time, 1, 2, null, null, null, false);
    }

    private static List<Long> times(EventStore store, String user) {
        return store.events(user).stream().map(each -> each.event().time()).toList();
    }

    private Path largest(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }
}
