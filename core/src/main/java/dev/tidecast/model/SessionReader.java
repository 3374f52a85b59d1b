package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.Arrays;

/**
 * Reads histories as sessions: the distinct items of one order, or of one calendar day in the shop's zone where the log
 * names no orders, in the order of their last interaction. Events without item and other behaviours are skipped. Read by
 * moments, each time within a session is a session of its own.
 *
 * <p>Holds the history read last; confined to one thread.
 */
final class SessionReader {
    private final Behaviour behaviour;
    private final boolean moments;
    private final ActiveDays days;
    private final int[] metIn;
    private int[] item = new int[64];
    private int[] from = new int[64];
    private long[] key = new long[64];
    private long[] time = new long[64];
    private int size;
    private int sessions;

    SessionReader(Dataset visible, Behaviour behaviour) {
        this(visible, behaviour, false);
    }

    SessionReader(Dataset visible, Behaviour behaviour, boolean moments) {
        this.behaviour = behaviour;
        this.moments = moments;
        this.days = new ActiveDays(visible, behaviour);
        this.metIn = new int[visible.itemCount()];
    }

    /** Reads a history and returns this; items beyond the dataset's candidates are skipped. */
    SessionReader read(History history) {
        size = 0;
        sessions = 0;
        for (int position = 0; position < history.size(); position++) {
            int each = history.item(position);
            if (each >= 0 && each < metIn.length && history.behaviour(position) == behaviour) {
                add(each, history.order(position), history.time(position));
            }
        }
        close();
        return this;
    }

    private void add(int each, int order, long at) {
        long now = order >= 0 ? order : -1L - days.dayOf(at) - Integer.MAX_VALUE; // days and orders never meet
        if (sessions == 0 || key[sessions - 1] != now || (moments && time[sessions - 1] != at)) {
            close();
            open(now, at);
        }
        if (size == item.length) {
            item = Arrays.copyOf(item, 2 * size);
        }
        item[size++] = each;
    }

    private void open(long now, long at) {
        if (sessions + 1 == from.length) {
            from = Arrays.copyOf(from, 2 * from.length);
            key = Arrays.copyOf(key, from.length);
            time = Arrays.copyOf(time, from.length);
        }
        key[sessions] = now;
        time[sessions] = at;
        from[sessions++] = size;
    }

    /** Keeps the last of equal items of the session that ends. */
    private void close() {
        if (sessions == 0) {
            return;
        }
        int start = from[sessions - 1];
        for (int i = start; i < size; i++) {
            metIn[item[i]] = i + 1;
        }
        int kept = start;
        for (int i = start; i < size; i++) {
            if (metIn[item[i]] == i + 1) {
                item[kept++] = item[i];
            }
        }
        for (int i = start; i < kept; i++) {
            metIn[item[i]] = 0;
        }
        size = kept;
        from[sessions] = size;
    }

    /** The number of sessions of the history read last, oldest first. */
    int sessions() {
        return sessions;
    }

    /** Items of session s stand at {@code from(s)} to {@code from(s + 1) - 1}. */
    int from(int session) {
        return from[session];
    }

    int item(int position) {
        return item[position];
    }

    /** Tells one user's sessions apart: the order's number, or one below 0 for the day. */
    long key(int session) {
        return key[session];
    }

    /** Epoch seconds of the session's first interaction. */
    long time(int session) {
        return time[session];
    }
}
