package dev.tidecast.bench;

import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.LiveEvent;
import dev.tidecast.app.live.StoredFacts;
import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Fills the live store of an output folder with made-up users, so that a service that starts on it can be timed. Every
 * user buys now and then within the 20 days after the log, and comes up in random order.
 *
 * <pre>LiveScale OUT USERS EVENTS-OF-EACH</pre>
 */
public final class LiveScale {
    private static final int BATCH = 10_000;
    private static final int DAYS = 20;

    private final Dataset dataset;
    private final EventStore store;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<LiveEvent> waiting = new ArrayList<>();

    private LiveScale(Dataset dataset, EventStore store) {
        this.dataset = dataset;
        this.store = store;
    }

    public static void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[0]);
        int users = Integer.parseInt(arguments[1]);
        int each = Integer.parseInt(arguments[2]);
        Path folder = out.resolve("live").resolve("store");
        long began = System.nanoTime();
        try (EventStore store = EventStore.open(folder)) {
            Dataset dataset = DatasetFolder.open(out.resolve("dataset"));
            // The shop's clock has gone on to the last of these events, so that forecasts rest on them.
            long set = System.currentTimeMillis() / 1_000 - DAYS * 86_400L;
            new StoredFacts(store).get("clock:" + dataset.asOf(), () -> set);
            new LiveScale(dataset, store).fill(users, each);
        }
        double took = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d users with %d events each: %.1f s, %.0f durable events/s in batches of %d, %.0f MB on disk%n",
                users,
                each,
                took,
                (double) users * each / took,
                BATCH,
                bytes(folder) / 1e6);
    }

    /** The name of a user. */
    static String user(int number) {
        return "made-up-" + number;
    }

    private void fill(int users, int each) {
        long second = DAYS * 86_400L / each;
        for (int turn = 0; turn < each; turn++) {
            for (int k = 0; k < users; k++) {
                // A fixed stride that shares no factor with the count meets everybody once.
                int user = (int) ((long) k * 7_919 % users);
                add(user(user), dataset.asOf() + turn * second + random.nextLong(second));
            }
        }
        store.append(waiting, Map.of());
    }

    private void add(String user, long time) {
        String item = dataset.items().names().get(random.nextInt(dataset.itemCount()));
        waiting.add(new LiveEvent(user, item, Behaviour.PURCHASE, time, 1, 2.5, null, null, null, false));
        if (waiting.size() == BATCH) {
            store.append(waiting, Map.of());
            waiting.clear();
        }
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
