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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;

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
        try (EventStore store = EventStore.open(folder)) {
            store.append(many("anna"), Map.of());
            store.append(many("zoe"), Map.of());
            try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
                store.files().database().flush(flush, store.files().events());
            }
        }
        try (RandomAccessFile file = new RandomAccessFile(largest(".sst").toFile(), "rw")) {
            file.seek(2_000);
            file.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        }
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
