package dev.tidecast.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * The same work for two services that recommend: all ratings in over HTTP, then half events and half recommendations of 20
 * items as fast as they are answered, then whether lists differ between users and change with an event.
 *
 * <pre>ServePeer tidecast|gorse PORT RATINGS.gz CONNECTIONS SECONDS [WAIT]</pre>
 */
public final class ServePeer {
    private static final int BATCH = 1_000;
    private static final int ASKED = 100;
    private static final long LONGEST_NANOS = 2_000_000_000L;

    private final PeerApi api;
    private final int port;
    private final List<String[]> ratings;
    private final List<String> users;
    private final List<String> items;
    private final Latencies lists = new Latencies();
    private final Latencies events = new Latencies();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong number = new AtomicLong();

    private ServePeer(PeerApi api, int port, List<String[]> ratings) {
        this.api = api;
        this.port = port;
        this.ratings = ratings;
        this.users = ratings.stream().map(row -> row[0]).distinct().toList();
        this.items = ratings.stream().map(row -> row[1]).distinct().toList();
    }

    public static void main(String[] arguments) throws Exception {
        PeerApi api = PeerApi.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        ServePeer peer = new ServePeer(api, Integer.parseInt(arguments[1]), ratings(Path.of(arguments[2])));
        int connections = Integer.parseInt(arguments[3]);
        int seconds = Integer.parseInt(arguments[4]);
        double imported = peer.imported();
        Thread.sleep(arguments.length > 5 ? 1_000L * Integer.parseInt(arguments[5]) : 0);
        peer.load(connections, seconds);
        peer.lists.clear();
        peer.events.clear();
        double took = peer.load(connections, seconds);
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f requests/s on %d connections over %.0f s, %d refused%n",
                arguments[0],
                (peer.lists.size() + peer.events.size()) / took,
                connections,
                took,
                peer.refused.get());
        System.out.println("  recommendations: " + peer.lists);
        System.out.println("  events:          " + peer.events);
        System.out.printf(Locale.ROOT, "  import: %.0f ratings/s in batches of %d%n", imported, BATCH);
        peer.follow();
    }

    private static List<String[]> ratings(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split("\t")).toList();
        }
    }

    /** Ratings a second. */
    private double imported() throws IOException {
        long began = System.nanoTime();
        try (LoadConnection line = new LoadConnection(port)) {
            for (int from = 0; from < ratings.size(); from += BATCH) {
                int status = line.post(
                        api.eventsPath(), api.batch(ratings.subList(from, Math.min(from + BATCH, ratings.size()))));
                if (status >= 300) {
                    throw new IOException("the import was answered with " + status);
                }
            }
        }
        return ratings.size() / ((System.nanoTime() - began) / 1e9);
    }

    private double load(int connections, int seconds) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        long began = System.nanoTime();
        for (int connection = 0; connection < connections; connection++) {
            SplittableRandom random = new SplittableRandom(began + connection);
            threads.add(Thread.ofPlatform().start(() -> {
                try (LoadConnection line = new LoadConnection(port)) {
                    while (System.nanoTime() - began < seconds * 1_000_000_000L) {
                        one(line, random);
                    }
                } catch (IOException failed) {
                    refused.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private void one(LoadConnection line, SplittableRandom random) throws IOException {
        String user = any(users, random);
        boolean event = random.nextBoolean();
        long began = System.nanoTime();
        int status = event
                ? line.post(api.eventsPath(), api.event(user, any(items, random), "p" + number.incrementAndGet()))
                : line.get(api.listPath(user));
        if (status >= 300) {
            refused.incrementAndGet();
        } else {
            (event ? events : lists).add(System.nanoTime() - began);
        }
    }

    private static String any(List<String> names, SplittableRandom random) {
        return names.get(random.nextInt(names.size()));
    }

    /** How many lists there are among some users, of how many the list changes with an event, and when. */
    private void follow() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        Set<List<String>> all = new HashSet<>();
        Latencies byAny = new Latencies();
        Latencies byFirst = new Latencies();
        try (LoadConnection line = new LoadConnection(port)) {
            for (String user : users.subList(0, ASKED)) {
                List<String> list = list(line, user);
                all.add(list);
                change(line, user, any(items, random), byAny);
                if (!list.isEmpty()) {
                    change(line, user, list(line, user).getFirst(), byFirst);
                }
            }
        }
        System.out.printf("  lists: %d different ones of %d users%n", all.size(), ASKED);
        System.out.println("  changed within 2 s of a purchase of any item:           " + byAny);
        System.out.println("  changed within 2 s of a purchase of the list's first: " + byFirst);
    }

    private List<String> list(LoadConnection line, String user) throws IOException {
        line.get(api.listPath(user));
        return api.items(line.said("["));
    }

    private void change(LoadConnection line, String user, String item, Latencies changed) throws IOException {
        List<String> before = list(line, user);
        line.post(api.eventsPath(), api.event(user, item, "f" + number.incrementAndGet()));
        long stored = System.nanoTime();
        while (System.nanoTime() - stored < LONGEST_NANOS) {
            if (!list(line, user).equals(before)) {
                changed.add(System.nanoTime() - stored);
                return;
            }
        }
    }
}
