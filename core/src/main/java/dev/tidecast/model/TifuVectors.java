package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;

/**
 * A user's vector over items: a time-decayed mean over groups of baskets, a basket being the items of one active day.
 * With N baskets and 7 groups the first 7 - N mod 7 groups hold floor(N / 7) baskets and the others one more; fewer
 * than 7 baskets make a group each. Basket x of group g weighs .9^(N - 1 - x) * .7^(6 - g) / (baskets in its group) /
 * (number of groups): the arithmetic of the released code, in which the within-group decay runs over the whole history.
 *
 * <p>Source: Hu et al., "Modeling Personalized Item Frequency Information for Next-basket Recommendation", SIGIR 2020.
 * Confined to one thread.
 */
final class TifuVectors {
    private final TifuKnnTrainer settings;
    private final ActiveDays active;

    TifuVectors(TifuKnnTrainer settings, Dataset visible, Behaviour behaviour) {
        this.settings = settings;
        this.active = new ActiveDays(visible, behaviour);
    }

    /** Adds the vector of a history to {@code vector} [V] and returns the number of its baskets. */
    int addTo(History history, float[] vector) {
        active.read(history);
        int baskets = baskets();
        int basket = -1;
        float weight = 0;
        for (int i = 0; i < active.size(); i++) {
            if (i == 0 || active.day(i) != active.day(i - 1)) {
                weight = weight(++basket, baskets);
            }
            vector[active.item(i)] += weight;
        }
        return baskets;
    }

    /** How many entries the history read last has; its items may repeat. */
    int entries() {
        return active.size();
    }

    int item(int entry) {
        return active.item(entry);
    }

    private int baskets() {
        int baskets = 0;
        for (int i = 0; i < active.size(); i++) {
            if (i == 0 || active.day(i) != active.day(i - 1)) {
                baskets++;
            }
        }
        return baskets;
    }

    private float weight(int basket, int baskets) {
        int limit = settings.groups();
        int groups = Math.min(limit, baskets);
        int small = baskets / groups;
        int inSmall = (groups - baskets % groups) * small;
        boolean isSmall = basket < inSmall;
        int size = isSmall ? small : small + 1;
        int group = isSmall ? basket / small : (groups - baskets % groups) + (basket - inSmall) / (small + 1);
        double decay = Math.pow(settings.withinDecay(), baskets - 1.0 - basket)
                * Math.pow(settings.acrossDecay(), limit - 1.0 - group);
        return (float) (decay / size / groups);
    }
}
