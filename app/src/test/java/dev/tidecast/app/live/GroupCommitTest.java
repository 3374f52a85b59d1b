package dev.tidecast.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.event.Behaviour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    @TempDir
    Path folder;

    private static LiveEvent event(int number) {
        return new LiveEvent(
                "u" + number % 7, "i", Behaviour.VIEW, number, Double.NaN, Double.NaN, null, null, "e" + number, false);
    }

    @Test
    void deliveries_of_many_threads_are_all_stored_before_they_are_acknowledged() throws Exception {
        try (EventStore store = EventStore.open(folder);
                GroupCommit commit = new GroupCommit(store, 1_000, stored -> {})) {
            List<Thread> senders = new ArrayList<>();
            for (int sender = 0; sender < 4; sender++) {
                int first = sender * 100;
                senders.add(Thread.ofPlatform().start(() -> {
                    for (int k = first; k < first + 100; k++) {
                        boolean[] isNew =
                                commit.deliver(List.of(event(k)), Map.of()).join();
                        assertThat(isNew).containsExactly(true);
                    }
                }));
            }
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(store.appended()).isEqualTo(400);
        }
    }

    @Test
    void a_full_queue_refuses_at_once() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        try (EventStore store = EventStore.open(folder);
                GroupCommit commit = new GroupCommit(store, 2, stored -> {
                    busy.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                })) {
            List<CompletableFuture<boolean[]>> taken = new ArrayList<>();
            taken.add(commit.deliver(List.of(event(0)), Map.of()));
            busy.await();
            taken.add(commit.deliver(List.of(event(1)), Map.of()));
            taken.add(commit.deliver(List.of(event(2)), Map.of()));
            assertThatThrownBy(() -> commit.deliver(List.of(event(3)), Map.of()))
                    .isInstanceOf(OverloadedException.class);
            assertThat(taken).noneMatch(CompletableFuture::isDone);
            go.countDown();
            CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new)).join();
            assertThat(store.appended()).isEqualTo(3);
        }
    }

    @Test
    void what_waits_is_stored_on_closing_and_nothing_is_taken_after() {
        try (EventStore store = EventStore.open(folder)) {
            GroupCommit commit = new GroupCommit(store, 100, stored -> {});
            List<CompletableFuture<boolean[]>> taken = new ArrayList<>();
            for (int k = 0; k < 50; k++) {
                taken.add(commit.deliver(List.of(event(k)), Map.of()));
            }
            commit.close();
            assertThat(taken).allMatch(each -> each.isDone() && !each.isCompletedExceptionally());
            assertThatThrownBy(() -> commit.deliver(List.of(event(99)), Map.of()))
                    .isInstanceOf(StoppedException.class);
        }
    }
}
