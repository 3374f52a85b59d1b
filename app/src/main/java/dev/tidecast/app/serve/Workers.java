package dev.tidecast.app.serve;

import dev.tidecast.app.live.OverloadedException;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A bounded number of platform threads, each with its desk: scoring and native calls happen here and never on a virtual
 * thread's carrier. When too much waits, callers are told to come later.
 */
public final class Workers implements AutoCloseable {
    private static final ThreadLocal<Desk> DESK = ThreadLocal.withInitial(Desk::new);

    private final ThreadPoolExecutor threads;
    private final long mostMillis;

    /** {@code waiting} tasks may wait; a caller waits {@code mostMillis} for an answer. */
    public Workers(int threads, int waiting, long mostMillis) {
        this.mostMillis = mostMillis;
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().name("tidecast-worker-", 0).factory());
    }

    /** Work at a desk. */
    @FunctionalInterface
    public interface Task<T> {
        T at(Desk desk);
    }

    /**
     * Does a task on one of the threads and waits for it.
     *
     * @throws OverloadedException if too much waits or the answer took too long
     */
    public <T> T ask(Task<T> task) {
        Future<T> answer;
        try {
            answer = threads.submit(() -> task.at(DESK.get()));
        } catch (RejectedExecutionException full) {
            throw new OverloadedException(threads.getQueue().size() + " questions wait");
        }
        try {
            return answer.get(mostMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(false);
            throw new OverloadedException("no answer within " + mostMillis + " ms");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OverloadedException("the service is stopping");
        } catch (ExecutionException failed) {
            throw known(failed);
        }
    }

    private static RuntimeException known(ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException known
                ? known
                : new IllegalStateException(failed.getCause());
    }

    /** Does a task at every desk, one desk after another, while the others go on; waits for the last. */
    public void everywhere(Consumer<Desk> task) {
        Set<Desk> done = ConcurrentHashMap.newKeySet();
        while (done.size() < size() && !threads.isShutdown()) {
            try {
                threads.submit(() -> {
                            if (done.add(DESK.get())) {
                                task.accept(DESK.get());
                            }
                        })
                        .get();
            } catch (RejectedExecutionException full) {
                Thread.onSpinWait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException failed) {
                throw known(failed);
            }
        }
    }

    /** Questions that wait now. */
    public int waiting() {
        return threads.getQueue().size();
    }

    /** How many threads there are. */
    public int size() {
        return threads.getCorePoolSize();
    }

    /** Answers what waits, then ends. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
