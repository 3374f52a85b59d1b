package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * All sessions of a log. The arrays are shared, not copied; nobody writes them.
 *
 * @param items row s: the distinct items of session s
 * @param user int32 [sessions]
 * @param key int64 [sessions], tells a user's sessions apart as {@link SessionReader#key} does
 * @param time int64 [sessions], epoch seconds of the first interaction
 */
@SuppressWarnings("ArrayRecordComponent") // shared for speed; documented above
record SessionTable(SparseRows items, int[] user, long[] key, long[] time) {
    SessionTable {
        if (user.length != items.rows() || key.length != user.length || time.length != user.length) {
            throw new IllegalArgumentException(items.rows() + " sessions, but " + user.length + " users, " + key.length
                    + " keys and " + time.length + " times: all must be as many");
        }
    }

    /** User by user, each one's oldest first. */
    static SessionTable of(Dataset visible, Behaviour behaviour) {
        return of(visible, new SessionReader(visible, behaviour));
    }

    static SessionTable of(Dataset visible, SessionReader reader) {
        SparseRowsBuilder rows = new SparseRowsBuilder(visible.itemCount());
        int[] user = new int[1024];
        long[] key = new long[1024];
        long[] time = new long[1024];
        int size = 0;
        for (int each = 0; each < visible.userCount(); each++) {
            reader.read(visible.history(each));
            for (int s = 0; s < reader.sessions(); s++) {
                if (size == user.length) {
                    user = Arrays.copyOf(user, 2 * size);
                    key = Arrays.copyOf(key, 2 * size);
                    time = Arrays.copyOf(time, 2 * size);
                }
                user[size] = each;
                key[size] = reader.key(s);
                time[size++] = reader.time(s);
                for (int p = reader.from(s); p < reader.from(s + 1); p++) {
                    rows.add(reader.item(p), 1);
                }
                rows.endRow();
            }
        }
        return new SessionTable(
                rows.build(), Arrays.copyOf(user, size), Arrays.copyOf(key, size), Arrays.copyOf(time, size));
    }

    /** The same user's next session, -1 after the last; sessions stand user by user as {@link #of} gives them. */
    int next(int session) {
        return session + 1 < user.length && user[session + 1] == user[session] ? session + 1 : -1;
    }

    /** Whether more than half of the users who have a session have one alone. */
    boolean mostlySingle() {
        int users = 0;
        int single = 0;
        for (int s = 0; s < user.length; s++) {
            boolean first = s == 0 || user[s - 1] != user[s];
            users += first ? 1 : 0;
            single += first && next(s) < 0 ? 1 : 0;
        }
        return 2 * single > users;
    }

    /** The same sessions by time, the oldest first; equal times stay in their order. */
    SessionTable byTime() {
        int[] order = IntStream.range(0, time.length)
                .boxed()
                .sorted((a, b) -> Long.compare(time[a], time[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        SparseRowsBuilder rows = new SparseRowsBuilder(items.columns());
        for (int session : order) {
            for (int e = items.from()[session]; e < items.from()[session + 1]; e++) {
                rows.add(items.column()[e], 1);
            }
            rows.endRow();
        }
        return new SessionTable(
                rows.build(),
                Arrays.stream(order).map(s -> user[s]).toArray(),
                Arrays.stream(order).mapToLong(s -> key[s]).toArray(),
                Arrays.stream(order).mapToLong(s -> time[s]).toArray());
    }

    Map<String, StoredTensor> tensors() {
        Map<String, StoredTensor> tensors = new TreeMap<>(items.tensors());
        tensors.put("user", StoredTensor.of(user, user.length));
        tensors.put("key", StoredTensor.of(key, key.length));
        tensors.put("time", StoredTensor.of(time, time.length));
        return tensors;
    }

    static SessionTable of(SafeTensors file, int columns) {
        return new SessionTable(
                SparseRows.of(file, columns),
                file.tensor("user").ints(),
                file.tensor("key").longs(),
                file.tensor("time").longs());
    }
}
