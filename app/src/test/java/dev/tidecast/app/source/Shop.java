package dev.tidecast.app.source;

import dev.tidecast.app.live.EventReader;
import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.GroupCommit;
import dev.tidecast.app.live.Intake;
import dev.tidecast.app.live.LiveEvent;
import dev.tidecast.app.live.ShopClock;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.TimeFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A store with its intake in a folder, as the service has them. */
final class Shop implements AutoCloseable {
    final EventStore store;
    final Intake intake;
    private final GroupCommit commit;

    Shop(Path folder) {
        store = EventStore.open(folder);
        commit = new GroupCommit(store, 100, events -> {});
        CleaningRules rules = CleaningRules.standard(Instant.now().getEpochSecond());
        intake = new Intake(new EventReader(rules, Map.of(), ZoneOffset.UTC, null), commit, store, ShopClock.ofWall());
    }

    static Mapping mapping() {
        return new Mapping(
                List.of("user"),
                "item",
                "time",
                TimeFormat.iso(ZoneOffset.UTC),
                Mapping.BehaviourMapping.always(Behaviour.VIEW),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static LogSource source(Path file, FileFormat.Kind kind) {
        return new LogSource(
                List.of(file),
                new FileFormat(kind, StandardCharsets.UTF_8, null, true, List.of(), '.', null),
                mapping(),
                null,
                null);
    }

    /** The items of a user's events, in order. */
    List<String> items(String user) {
        return store.events(user).stream()
                .map(EventStore.Stored::event)
                .map(LiveEvent::item)
                .toList();
    }

    static void await(String what, BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 20 s: " + what);
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        commit.close();
        store.close();
    }
}
