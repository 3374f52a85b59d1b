package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.Set;

/**
 * The distinct items of a history, each weighing 2^(-age of its last active day / half-life) as of the dataset's
 * instant. Confined to one thread.
 */
final class LastMet {
    private final ActiveDays active;
    private final long asOf;
    private final double rate;
    private final boolean[] taken;
    private int[] item = new int[64];
    private float[] weight = new float[64];
    private int size;

    LastMet(Dataset visible, Set<Behaviour> behaviours, double halfLifeDays) {
        this.active = new ActiveDays(visible, behaviours);
        this.asOf = visible.asOf();
        this.rate = Math.log(2) / (halfLifeDays * 86_400);
        this.taken = new boolean[visible.itemCount()];
    }

    /** Reads a history; its items then stand last met first. */
    void read(History history) {
        active.read(history);
        if (active.size() > item.length) {
            item = new int[active.size()];
            weight = new float[active.size()];
        }
        size = 0;
        for (int i = active.size() - 1; i >= 0; i--) {
            if (!taken[active.item(i)]) {
                taken[active.item(i)] = true;
                item[size] = active.item(i);
                weight[size++] = (float) Math.exp(-rate * (asOf - active.time(i)));
            }
        }
        for (int i = 0; i < size; i++) {
            taken[item[i]] = false;
        }
    }

    int size() {
        return size;
    }

    int item(int position) {
        return item[position];
    }

    float weight(int position) {
        return weight[position];
    }
}
