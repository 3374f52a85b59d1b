package dev.tidecast.bench;

import dev.tidecast.sequence.DatasetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Load on a running service, half events of one row and half forecasts of 20 items, on its own machine.
 *
 * <p>At a rate the requests have their times before the run; a latency counts from the time at which a request was due
 * and not from when it could be sent, so that a service that stalls cannot hide it (coordinated omission). Without a
 * rate each connection sends as fast as it gets answers, which finds the highest rate.
 *
 * <pre>ServeLoad PORT OUT mixed CONNECTIONS SECONDS [RATE [USERS]]; ServeLoad PORT OUT ingest CONNECTIONS SECONDS</pre>
 *
 * <p>RATE 0 is as fast as answered; USERS: so many of {@link LiveScale} in place of the dataset's.
 */
public final class ServeLoad {
    private static final int BATCH = 1_000;

    private final int port;
    private final List<String> users;
    private final List<String> items;
    private final long began = System.nanoTime();
    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private final Latencies forecasts = new Latencies();
    private final Latencies events = new Latencies();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    private ServeLoad(int port, Path out, int madeUp) {
        this.port = port;
        var dataset = DatasetFolder.open(out.resolve("dataset"));
        this.users = madeUp == 0
                ? dataset.users().texts()
                : IntStream.range(0, madeUp).mapToObj(LiveScale::user).toList();
        this.items = dataset.items().names().texts();
    }

    public static void main(String[] arguments) throws Exception {
        Path out = Path.of(arguments[1]);
        ServeLoad load = new ServeLoad(
                Integer.parseInt(arguments[0]), out, arguments.length > 6 ? Integer.parseInt(arguments[6]) : 0);
        int connections = Integer.parseInt(arguments[3]);
        int seconds = Integer.parseInt(arguments[4]);
        double rate = arguments.length > 5 ? Double.parseDouble(arguments[5]) : 0;
        boolean ingest = arguments[2].equals("ingest");
        DiskSync sync = new DiskSync(out);
        Follower follower = new Follower(load.port, load.users, load.items);
        Thread syncing = Thread.ofPlatform().start(sync);
        Thread following = Thread.ofPlatform().start(rate > 0 ? follower : () -> {});
        double took = load.run(connections, seconds, rate, ingest);
        syncing.interrupt();
        following.interrupt();
        syncing.join();
        following.join();
        int all = load.forecasts.size() + load.events.size();
        System.out.printf(
                Locale.ROOT,
                "%s %s: %.0f requests/s%s over %.0f s on %d connections, %d refused%n",
                arguments[2],
                rate > 0 ? "at " + rate + "/s" : "as fast as answered",
                all / took,
                ingest ? String.format(Locale.ROOT, ", %.0f events/s", (double) all * BATCH / took) : "",
                took,
                connections,
                load.refused.get());
        System.out.println("  forecasts: " + load.forecasts);
        System.out.println("  events:    " + load.events);
        System.out.println("  fdatasync: " + sync.latencies());
        System.out.println("  event to changed forecast: " + follower.latencies());
        System.out.printf(
                Locale.ROOT,
                "  answers by status %s, %d connections broke; processor time of this load generator %.1f s%n",
                load.statuses,
                load.broken.get(),
                ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis()
                        / 1e3);
    }

    private double run(int connections, int seconds, double rate, boolean ingest) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        for (int connection = 0; connection < connections; connection++) {
            int which = connection;
            threads.add(Thread.ofPlatform().start(() -> {
                try (LoadConnection line = new LoadConnection(port)) {
                    SplittableRandom random = new SplittableRandom(which + began);
                    double gap = rate > 0 ? 1e9 * connections / rate : 0;
                    for (long k = 0; ; k++) {
                        long due =
                                gap > 0 ? start + (long) (gap * (k + (double) which / connections)) : System.nanoTime();
                        if (due >= end) {
                            return;
                        }
                        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                            LockSupport.parkNanos(wait);
                        }
                        one(line, random, due, ingest);
                    }
                } catch (IOException failed) {
                    broken.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void one(LoadConnection line, SplittableRandom random, long due, boolean ingest) throws IOException {
        boolean event = ingest || random.nextBoolean();
        int status = event
                ? line.post("/v1/events", ingest ? batch(random) : event(random))
                : line.get("/v1/users/" + users.get(random.nextInt(users.size())) + "/forecast?k=20");
        statuses.merge(status, 1, Integer::sum);
        if (status >= 400) {
            refused.incrementAndGet();
        } else {
            (event ? events : forecasts).add(System.nanoTime() - due);
        }
    }

    private String batch(SplittableRandom random) {
        StringBuilder batch = new StringBuilder();
        for (int k = 0; k < BATCH; k++) {
            batch.append(event(random)).append('\n');
        }
        return batch.toString();
    }

    private String event(SplittableRandom random) {
        return "{\"user\":\"" + users.get(random.nextInt(users.size())) + "\",\"item\":\""
                + items.get(random.nextInt(items.size()))
                + "\",\"behaviour\":\"purchase\",\"quantity\":1,\"price\":2.5,"
                + "\"id\":\"" + run + "-" + number.incrementAndGet() + "\"}";
    }
}
