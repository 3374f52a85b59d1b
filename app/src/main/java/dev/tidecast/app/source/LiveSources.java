package dev.tidecast.app.source;

import dev.tidecast.app.live.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** All sources of a service, each on a thread of its own; one that fails is started again, the others go on. */
public final class LiveSources implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LiveSources.class.getName());
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private final List<SourceState> states = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private LiveSources() {}

    /** Starts to follow all that the configuration names. */
    public static LiveSources start(Feeds feeds, Intake intake) {
        LiveSources sources = new LiveSources();
        feeds.files().forEach(feed -> sources.start(new FollowedFile(feed), intake));
        feeds.topics().forEach(feed -> sources.start(new FollowedTopics(feed), intake));
        feeds.tables().forEach(feed -> sources.start(new PolledTable(feed), intake));
        return sources;
    }

    private void start(LiveSource source, Intake intake) {
        SourceState state = new SourceState(source.name());
        states.add(state);
        threads.add(Thread.ofPlatform()
                .name("tidecast-source-" + threads.size())
                .daemon()
                .start(() -> keepFollowing(source, new Delivery(intake, state), state)));
    }

    private static void keepFollowing(LiveSource source, Delivery delivery, SourceState state) {
        long pause = FIRST_PAUSE_MILLIS;
        while (!Thread.currentThread().isInterrupted()) {
            long began = System.nanoTime();
            try {
                source.follow(delivery);
                return;
            } catch (InterruptedException stopped) {
                return;
            } catch (Exception failed) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                state.failed(String.valueOf(failed.getMessage()));
                boolean ranLong = System.nanoTime() - began > LONGEST_PAUSE_MILLIS * 1_000_000;
                pause = ranLong ? FIRST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                LOG.log(Level.WARNING, "{0}: {1}; read again in {2} ms", new Object[] {
                    source.name(), failed.getMessage(), pause
                });
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** How each source does. */
    public List<SourceState.View> views() {
        return states.stream().map(SourceState::view).toList();
    }

    /** Stops all; what was handed over by then is stored or will be read again. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(10_000);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
