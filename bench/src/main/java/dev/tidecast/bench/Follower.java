package dev.tidecast.bench;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** How long after an event was acknowledged its user's forecast is another one, while other load goes on. */
final class Follower implements Runnable {
    private static final long PAUSE_MILLIS = 20;

    private final int port;
    private final List<String> users;
    private final List<String> items;
    private final Latencies latencies = new Latencies();

    Follower(int port, List<String> users, List<String> items) {
        this.port = port;
        this.users = users;
        this.items = items;
    }

    Latencies latencies() {
        return latencies;
    }

    @Override
    public void run() {
        SplittableRandom random = new SplittableRandom(System.nanoTime()); // a second run buys other things
        try (LoadConnection line = new LoadConnection(port)) {
            while (true) {
                follow(line, users.get(random.nextInt(users.size())), items.get(random.nextInt(items.size())));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException | IOException done) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(LoadConnection line, String user, String item) throws IOException {
        String path = "/v1/users/" + user + "/forecast?k=20";
        line.get(path);
        String before = line.said("\"items\"");
        line.post(
                "/v1/events",
                "{\"user\":\"" + user + "\",\"item\":\"" + item
                        + "\",\"behaviour\":\"purchase\",\"quantity\":1,\"price\":2.5}");
        long acknowledged = System.nanoTime();
        do {
            line.get(path);
        } while (line.said("\"items\"").equals(before) && System.nanoTime() - acknowledged < 1e9);
        latencies.add(System.nanoTime() - acknowledged);
    }
}
