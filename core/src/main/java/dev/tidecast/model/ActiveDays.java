package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads histories as active days: one entry for each (item, calendar day in the shop's zone) on which the user did one
 * of the behaviours, at the time of the first such interaction of that day. Entries are in time order.
 *
 * <p>Holds the history read last; confined to one thread.
 */
public final class ActiveDays {
    private static final int NONE = Integer.MIN_VALUE;

    private final Set<Behaviour> behaviours;
    private final ZoneRules rules;
    private final int[] lastDay;
    private int[] item = new int[64];
    private int[] day = new int[64];
    private long[] time = new long[64];
    private int size;
    private long offsetFrom = 1;
    private long offsetUntil;
    private int offset;

    public ActiveDays(Dataset visible, Behaviour behaviour) {
        this(visible, Set.of(behaviour));
    }

    public ActiveDays(Dataset visible, Set<Behaviour> behaviours) {
        this.behaviours = EnumSet.copyOf(behaviours);
        this.rules = visible.zone().getRules();
        this.lastDay = new int[visible.itemCount()];
        Arrays.fill(lastDay, NONE);
    }

    /** Reads a history and returns this; items beyond the dataset's candidates and events without item are skipped. */
    public ActiveDays read(History history) {
        for (int i = 0; i < size; i++) {
            lastDay[item[i]] = NONE;
        }
        size = 0;
        for (int position = 0; position < history.size(); position++) {
            int each = history.item(position);
            if (each >= 0 && each < lastDay.length && behaviours.contains(history.behaviour(position))) {
                add(each, history.time(position));
            }
        }
        return this;
    }

    private void add(int each, long at) {
        int today = dayOf(at);
        if (lastDay[each] == today) {
            return;
        }
        if (size == item.length) {
            item = Arrays.copyOf(item, 2 * size);
            day = Arrays.copyOf(day, 2 * size);
            time = Arrays.copyOf(time, 2 * size);
        }
        lastDay[each] = today;
        item[size] = each;
        day[size] = today;
        time[size++] = at;
    }

    /** The number of the shop's calendar day, 0 = 1970-01-01, in which an instant (epoch seconds) lies. */
    public int dayOf(long instant) {
        if (instant < offsetFrom || instant >= offsetUntil) {
            Instant at = Instant.ofEpochSecond(instant);
            ZoneOffsetTransition before = rules.previousTransition(at.plusSeconds(1));
            ZoneOffsetTransition after = rules.nextTransition(at);
            offsetFrom = before == null ? Long.MIN_VALUE : before.toEpochSecond();
            offsetUntil = after == null ? Long.MAX_VALUE : after.toEpochSecond();
            offset = rules.getOffset(at).getTotalSeconds();
        }
        return Math.toIntExact(Math.floorDiv(instant + offset, 86_400L));
    }

    /** The number of entries of the history read last. */
    public int size() {
        return size;
    }

    public int item(int entry) {
        return item[entry];
    }

    /** The number of the calendar day. */
    public int day(int entry) {
        return day[entry];
    }

    /** Epoch seconds of the day's first interaction with the item. */
    public long time(int entry) {
        return time[entry];
    }
}
