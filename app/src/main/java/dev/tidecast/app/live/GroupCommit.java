package dev.tidecast.app.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that appends: it takes all deliveries that wait, stores them in one durable write and only then
 * acknowledges each. The more deliveries wait, the more share one write, so that load makes the disk no slower.
 */
public final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("tidecast");
    private static final int MOST_EVENTS = 20_000;
    private static final long WAIT_MILLIS = 100;
    /** Between two tries while the store takes no writes. */
    private static final long FAILED_WAIT_MILLIS = 500;

    private final EventStore store;
    private final Applied applied;
    private final BlockingQueue<Delivery> waiting;
    private final Thread writer;
    private volatile boolean closing;
    private volatile @Nullable RuntimeException failure;

    /** Told of what was stored, on the writer's thread, before it is acknowledged. */
    @FunctionalInterface
    public interface Applied {
        /** Takes events that are new, in the order of the write. */
        void stored(List<EventStore.Stored> events);
    }

    private record Delivery(
            List<LiveEvent> events, Map<String, Long> offsets, CompletableFuture<boolean[]> acknowledged) {}

    /** Starts the writer; {@code most} deliveries may wait. */
    public GroupCommit(EventStore store, int most, Applied applied) {
        this.store = store;
        this.applied = applied;
        this.waiting = new ArrayBlockingQueue<>(most);
        this.writer = Thread.ofPlatform().name("tidecast-writer").start(this::work);
    }

    /**
     * Hands over events and offsets of sources, which are stored together.
     *
     * @return completes when they are on disk, with whether each is new
     * @throws OverloadedException if the queue is full
     * @throws StoppedException if the writer has stopped
     */
    public CompletableFuture<boolean[]> deliver(List<LiveEvent> events, Map<String, Long> offsets) {
        requireRunning();
        CompletableFuture<boolean[]> acknowledged = new CompletableFuture<>();
        if (!waiting.offer(new Delivery(List.copyOf(events), Map.copyOf(offsets), acknowledged))) {
            throw new OverloadedException(waiting.size() + " deliveries wait to be stored");
        }
        if (failure != null || !writer.isAlive()) {
            refuseWaiting();
        }
        return acknowledged;
    }

    private void requireRunning() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw new StoppedException("no events are taken: " + failed.getMessage(), failed);
        }
        if (closing) {
            throw new StoppedException("the service is stopping", null);
        }
    }

    private void work() {
        List<Delivery> taken = new ArrayList<>();
        try {
            while (!closing || !waiting.isEmpty()) {
                take(taken);
                if (!taken.isEmpty()) {
                    store(taken);
                    taken.clear();
                } else if (failure != null && store.takesWrites()) {
                    failure = null;
                    LOG.log(Level.WARNING, "the store takes events again");
                }
            }
        } catch (RuntimeException failed) {
            failure = failed;
            LOG.log(Level.SEVERE, "storing failed: no more events are taken until the next start", failed);
            taken.forEach(each -> each.acknowledged().completeExceptionally(failed));
            refuseWaiting();
        }
    }

    private void refuseWaiting() {
        for (Delivery each = waiting.poll(); each != null; each = waiting.poll()) {
            each.acknowledged().completeExceptionally(new StoppedException("the store has stopped", failure));
        }
    }

    private void take(List<Delivery> taken) {
        try {
            Delivery first = waiting.poll(failure == null ? WAIT_MILLIS : FAILED_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            int events = 0;
            for (Delivery each = first; each != null; each = events < MOST_EVENTS ? waiting.poll() : null) {
                taken.add(each);
                events += each.events().size();
            }
        } catch (InterruptedException interrupted) {
            closing = true;
        }
    }

    private void store(List<Delivery> taken) {
        List<LiveEvent> events = new ArrayList<>();
        Map<String, Long> offsets = new HashMap<>();
        for (Delivery each : taken) {
            events.addAll(each.events());
            offsets.putAll(each.offsets());
        }
        long[] places;
        try {
            places = store.append(events, offsets);
        } catch (StoreException failed) {
            refused(taken, failed);
            return;
        }
        acknowledge(taken, events, places);
    }

    /** A store that works otherwise takes them one by one, so that one which meets damage spoils no other. */
    private void refused(List<Delivery> taken, StoreException failed) {
        boolean works = store.takesWrites();
        if (works && taken.size() > 1) {
            taken.forEach(each -> store(List.of(each)));
            return;
        }
        taken.forEach(each -> each.acknowledged().completeExceptionally(failed));
        if (works) {
            LOG.log(Level.WARNING, "a delivery was not stored", failed);
        } else {
            failure = failed;
            LOG.log(Level.SEVERE, "the store failed: no events are taken until it can be written to again", failed);
            refuseWaiting();
        }
    }

    private void acknowledge(List<Delivery> taken, List<LiveEvent> events, long[] places) {
        boolean[] isNew = new boolean[places.length];
        List<EventStore.Stored> stored = new ArrayList<>(places.length);
        for (int k = 0; k < places.length; k++) {
            isNew[k] = places[k] >= 0;
            if (isNew[k]) {
                stored.add(new EventStore.Stored(events.get(k), places[k]));
            }
        }
        applied.stored(stored);
        int from = 0;
        for (Delivery each : taken) {
            int to = from + each.events().size();
            each.acknowledged().complete(java.util.Arrays.copyOfRange(isNew, from, to));
            from = to;
        }
    }

    /** Deliveries that wait now. */
    public int waiting() {
        return waiting.size();
    }

    /** Why nothing is taken now, such as a full disk; null if events are taken. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    /** Stores what waits, then stops. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
