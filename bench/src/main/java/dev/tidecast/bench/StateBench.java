package dev.tidecast.bench;

import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.LiveBasis;
import dev.tidecast.app.live.LiveEvent;
import dev.tidecast.app.live.LiveUsers;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.History;
import dev.tidecast.text.TextAnalyser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * What it costs to make a user's state again from stored events, against reading one that was stored, and what the trunk
 * costs on top. Takes an output folder with dataset and model; all of a user's interactions are put into the live store
 * under another name, so that the dataset knows nothing of them.
 */
public final class StateBench {
    /** Bytes of a row of a state: item, behaviour, time, revoked at, quantity, price, repeats, order, query, units. */
    private static final int ROW = 45;

    private static final int USERS = 60;
    private static final int RUNS = 20;

    private final Dataset dataset;
    private final Path folder;
    private final InterestNetwork network;

    private StateBench(Dataset dataset, Path folder, InterestNetwork network) {
        this.dataset = dataset;
        this.folder = folder;
        this.network = network;
    }

    /** Takes an output folder. */
    public static void main(String[] arguments) throws IOException, RocksDBException {
        Path out = Path.of(arguments[0]);
        InterestNetwork network = (InterestNetwork) InterestNetwork.read(out.resolve("model"), TextAnalyser.singular());
        Path folder = Files.createTempDirectory("state-bench");
        new StateBench(DatasetFolder.open(out.resolve("dataset")), folder, network).run();
    }

    private void run() throws RocksDBException {
        List<Integer> byLength = IntStream.range(0, dataset.userCount())
                .boxed()
                .sorted(Comparator.comparingInt(user -> dataset.history(user).size()))
                .toList();
        System.out.println("rows of a history, users, made again ms, stored and read ms, trunk ms, bytes of a state");
        for (double part : new double[] {.5, .99, 1}) {
            int last = Math.min(byLength.size(), (int) (part * byLength.size()) + USERS / 2);
            measure(byLength.subList(Math.max(0, last - USERS), last));
        }
    }

    private void measure(List<Integer> users) throws RocksDBException {
        int rows = dataset.history(users.get(users.size() / 2)).size();
        Path place = folder.resolve("events-" + rows);
        try (EventStore store = EventStore.open(place)) {
            users.forEach(user -> store.append(events(user), Map.of()));
        }
        double made;
        try (EventStore store = EventStore.open(place)) {
            LiveBasis basis = LiveBasis.of(dataset, CleaningRules.standard(Long.MAX_VALUE), 0);
            LiveUsers states = new LiveUsers(basis, store, 1);
            made = median(users, user -> {
                states.forget(name(user));
                require(states.state(name(user)).size() > 0);
            });
        }
        System.out.printf(
                Locale.ROOT,
                "%d, %d, %.3f, %.3f, %.3f, %d%n",
                rows,
                users.size(),
                made,
                stored(users, rows),
                median(users, user -> require(network.explore().state(history(user)).length > 0)),
                rows * ROW);
    }

    private History history(int user) {
        return dataset.history(user);
    }

    private static String name(int user) {
        return "live-" + user;
    }

    private List<LiveEvent> events(int user) {
        History history = history(user);
        List<LiveEvent> events = new ArrayList<>();
        for (int p = 0; p < history.size(); p++) {
            String item = history.item(p) < 0 ? null : dataset.items().names().get(history.item(p));
            events.add(new LiveEvent(
                    name(user),
                    item,
                    history.behaviour(p),
                    history.time(p),
                    history.quantity(p),
                    history.price(p),
                    "order-" + history.time(p),
                    null,
                    null,
                    false));
        }
        return events;
    }

    /** Reading as many bytes under one key, checking and unpacking them: the least that a stored state would cost. */
    private double stored(List<Integer> users, int rows) throws RocksDBException {
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB states =
                        RocksDB.open(options, folder.resolve("states-" + rows).toString())) {
            for (int user : users) {
                states.put(name(user).getBytes(java.nio.charset.StandardCharsets.UTF_8), packed(history(user)));
            }
            return median(users, user -> require(unpacked(states, user) > 0));
        }
    }

    private static byte[] packed(History history) {
        ByteBuffer bytes = ByteBuffer.allocate(ROW * history.size());
        for (int p = 0; p < history.size(); p++) {
            bytes.position(p * ROW);
            bytes.putInt(history.item(p))
                    .put((byte) history.behaviour(p).ordinal())
                    .putLong(history.time(p));
        }
        return bytes.array();
    }

    private static int unpacked(RocksDB states, int user) {
        try {
            byte[] value = states.get(name(user).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            CRC32C sum = new CRC32C();
            sum.update(value, 0, value.length);
            ByteBuffer bytes = ByteBuffer.wrap(value);
            int[] items = new int[value.length / ROW];
            long[] times = new long[items.length];
            for (int row = 0; row < items.length; row++) {
                items[row] = bytes.getInt(row * ROW);
                times[row] = bytes.getLong(row * ROW + 5);
            }
            return items.length + (int) (sum.getValue() & 1) + (times[0] == 0 ? 0 : 1);
        } catch (RocksDBException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Milliseconds a user, the median over users of the median over runs but for the first half of them. */
    private static double median(List<Integer> users, IntConsumer work) {
        double[][] millis = new double[users.size()][RUNS / 2];
        for (int run = 0; run < RUNS; run++) {
            for (int k = 0; k < users.size(); k++) {
                long begin = System.nanoTime();
                work.accept(users.get(k));
                millis[k][run % (RUNS / 2)] = (System.nanoTime() - begin) / 1e6;
            }
        }
        double[] medians = new double[users.size()];
        for (int k = 0; k < medians.length; k++) {
            java.util.Arrays.sort(millis[k]);
            medians[k] = millis[k][RUNS / 4];
        }
        java.util.Arrays.sort(medians);
        return medians[medians.length / 2];
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("nothing was read");
        }
    }
}
