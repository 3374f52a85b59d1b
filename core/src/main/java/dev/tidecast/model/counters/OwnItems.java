package dev.tidecast.model.counters;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.History;
import java.util.Arrays;
import java.util.Collections;

/**
 * The user's own items as of an instant t, with their counters. An active day of (item, behaviour) counts once, at the
 * time of its first interaction; its weight halves every half-life. Where the settings ask for it, events of a day are
 * counted too. n items, K counts each.
 *
 * <p>Reused from history to history; confined to one thread.
 */
public final class OwnItems {
    private static final double DAY = 86_400.0;

    private final CounterSettings settings;
    private final int[] slotOfBehaviour = new int[Behaviour.values().length];
    private final double[] rates;
    private final int longest; // half-life

    /** Slot + 1 of each item of the catalogue; 0 where the item is not the user's own. */
    private int[] slots;

    /** Day of the last active day counted, [n x behaviours]. */
    private long[] lastDay = new long[0];

    private int size;
    private int[] item = new int[0];
    private float[] count = new float[0];
    private long[] first = new long[0];
    private long[] last = new long[0];
    private int[] days = new int[0];
    private double[] gapSquares = new double[0];

    public OwnItems(CounterSettings settings, int itemCount) {
        this.settings = settings;
        this.slots = new int[itemCount];
        Arrays.fill(slotOfBehaviour, -1);
        for (int b = 0; b < settings.behaviours().size(); b++) {
            slotOfBehaviour[settings.behaviours().get(b).ordinal()] = b;
        }
        this.rates = settings.halfLives().stream()
                .mapToDouble(days -> Math.log(2) / (days * DAY))
                .toArray();
        this.longest = settings.halfLives().indexOf(Collections.max(settings.halfLives()));
    }

    /** Counts a history as of its own instant, forgetting the one before. */
    public OwnItems count(History history) {
        forget();
        for (int position = 0; position < history.size(); position++) {
            int code = history.item(position);
            int b = slotOfBehaviour[history.behaviour(position).ordinal()];
            if (code >= 0 && b >= 0) {
                add(slot(code, history.time(position)), b, history, position);
            }
        }
        return this;
    }

    private void forget() {
        for (int slot = 0; slot < size; slot++) {
            slots[item[slot]] = 0;
        }
        size = 0;
    }

    private int slot(int code, long time) {
        if (code >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(code + 1, slots.length * 2));
        }
        if (slots[code] == 0) {
            open(code, time);
        }
        return slots[code] - 1;
    }

    private void open(int code, long time) {
        grow();
        int slot = size++;
        slots[code] = slot + 1;
        item[slot] = code;
        first[slot] = time;
        last[slot] = Long.MIN_VALUE;
        days[slot] = 0;
        gapSquares[slot] = 0;
        int counts = settings.counts();
        Arrays.fill(count, slot * counts, (slot + 1) * counts, 0f);
        int behaviours = settings.behaviours().size();
        Arrays.fill(lastDay, slot * behaviours, (slot + 1) * behaviours, Long.MIN_VALUE);
    }

    private void grow() {
        if (size < item.length) {
            return;
        }
        int capacity = Math.max(64, size * 2);
        item = Arrays.copyOf(item, capacity);
        first = Arrays.copyOf(first, capacity);
        last = Arrays.copyOf(last, capacity);
        days = Arrays.copyOf(days, capacity);
        gapSquares = Arrays.copyOf(gapSquares, capacity);
        count = Arrays.copyOf(count, capacity * settings.counts());
        lastDay = Arrays.copyOf(lastDay, capacity * settings.behaviours().size());
    }

    private void add(int slot, int b, History history, int position) {
        long time = history.time(position);
        if (settings.events()) {
            int from = settings.behaviours().size() + b;
            weigh(slot, from, history.repeats(position), history.asOf() - time);
        }
        long day = Math.floorDiv(time, (long) DAY);
        int at = slot * settings.behaviours().size() + b;
        if (lastDay[at] == day) {
            return;
        }
        lastDay[at] = day;
        weigh(slot, b, 1, history.asOf() - time);
        boolean sameDay = last[slot] != Long.MIN_VALUE && Math.floorDiv(last[slot], (long) DAY) == day;
        if (!sameDay) { // else another behaviour of the same day
            meet(slot, time);
        }
    }

    /** Adds to the counts of one kind, at all half-lives. */
    private void weigh(int slot, int kind, int times, long age) {
        int offset = slot * settings.counts() + kind * rates.length;
        for (int k = 0; k < rates.length; k++) {
            count[offset + k] += (float) (times * Math.exp(-rates[k] * age));
        }
    }

    private void meet(int slot, long time) {
        if (last[slot] != Long.MIN_VALUE) {
            double gap = (time - last[slot]) / DAY;
            gapSquares[slot] += gap * gap;
        }
        last[slot] = time;
        days[slot]++;
    }

    /** n, the number of own items. */
    public int size() {
        return size;
    }

    /** Numbers of the own items by slot; only the first n count, and only until the next history. */
    int[] items() {
        return item;
    }

    /** The item's number in the catalogue. */
    public int item(int slot) {
        return item[slot];
    }

    /** Count k, 0 to K - 1: active days, then events; in each behaviour-major, then half-life. */
    public float count(int slot, int k) {
        return count[slot * settings.counts() + k];
    }

    /** Events of all behaviours at the first half-life, each as much as it tells of interest; where events are counted. */
    public double interest(int slot) {
        int behaviours = settings.behaviours().size();
        double sum = 0;
        for (int b = 0; b < behaviours; b++) {
            sum += worth(settings.behaviours().get(b)) * count(slot, (behaviours + b) * rates.length);
        }
        return sum;
    }

    /** Active days of all behaviours at the longest half-life, each as much as it tells of interest. */
    double activity(int slot) {
        double sum = 0;
        for (int b = 0; b < settings.behaviours().size(); b++) {
            sum += worth(settings.behaviours().get(b)) * count(slot, b * rates.length + longest);
        }
        return sum;
    }

    private static double worth(Behaviour behaviour) {
        return switch (behaviour) {
            case IMPRESSION, SEARCH, RETURN -> 0;
            case VIEW -> .3;
            case FAVOURITE -> .5;
            case CART, PURCHASE, RATING -> 1;
        };
    }

    /** The first active day's time; epoch seconds. */
    public long first(int slot) {
        return first[slot];
    }

    /** The last active day's time; epoch seconds. */
    public long last(int slot) {
        return last[slot];
    }

    /** Active days with the item, whatever the behaviour. */
    public int days(int slot) {
        return days[slot];
    }

    /** Mean gap between active days, days; 0 if there is only one. */
    public double meanGap(int slot) {
        return days[slot] < 2 ? 0 : (last[slot] - first[slot]) / DAY / (days[slot] - 1);
    }

    /** Coefficient of variation of the gaps; NaN with fewer than two gaps. */
    public double gapVariation(int slot) {
        if (days[slot] < 3) {
            return Double.NaN;
        }
        double mean = meanGap(slot);
        double variance = gapSquares[slot] / (days[slot] - 1) - mean * mean;
        return Math.sqrt(Math.max(0, variance)) / mean;
    }

    /** Whether item {@code code} is one of the user's own. */
    public boolean contains(int code) {
        return code < slots.length && slots[code] != 0;
    }
}
