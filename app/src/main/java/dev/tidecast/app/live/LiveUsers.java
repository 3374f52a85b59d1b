package dev.tidecast.app.live;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.sequence.Arrival;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.UserState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Users' states as of now: what the dataset knows, and the events that came in since. A bounded number of states is in
 * memory; the others are made again from the dataset and the store when they are asked for. Shared between threads.
 *
 * <p>An event counts if it is later than the dataset or was stored after the dataset came into use: earlier ones are in
 * the dataset already.
 */
public final class LiveUsers {
    private static final int STRIPES = 64;

    private final Dataset dataset;
    private final EventStore store;
    private final CleaningRules rules;
    private final long inUseSince;
    private final List<Stripe> stripes = new ArrayList<>();

    /**
     * States on top of a dataset.
     *
     * @param inUseSince the store's count of events when this dataset came into use
     * @param most states in memory
     */
    public LiveUsers(Dataset dataset, EventStore store, CleaningRules rules, long inUseSince, int most) {
        this.dataset = dataset;
        this.store = store;
        this.rules = rules;
        this.inUseSince = inUseSince;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            stripes.add(new Stripe(Math.max(1, most / STRIPES)));
        }
    }

    /** Some users' states, the least recently asked for going first; each stripe is its own lock. */
    private static final class Stripe extends LinkedHashMap<String, UserState> {
        private final int most;

        Stripe(int most) {
            super(16, .75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UserState> eldest) {
            return size() > most;
        }
    }

    private Stripe stripe(String user) {
        int hash = user.hashCode();
        return stripes.get((hash ^ hash >>> 16) & (STRIPES - 1));
    }

    /** All that is known of a user; an empty state of one who is unknown. */
    public UserState state(String user) {
        Stripe stripe = stripe(user);
        synchronized (stripe) {
            UserState known = stripe.get(user);
            if (known == null) {
                known = made(user);
                stripe.put(user, known);
            }
            return known;
        }
    }

    /** From the dataset and all stored events of the user, in time order. */
    private UserState made(String user) {
        int number = dataset.users().indexOf(user);
        UserState state = number < 0 ? UserState.empty(dataset.users().size()) : UserState.of(dataset, number);
        for (EventStore.Stored each : store.events(user)) {
            if (each.event().time() > dataset.asOf() || each.sequence() >= inUseSince) {
                state = state.apply(arrival(each.event()), rules);
            }
        }
        return state;
    }

    /** Takes new events, on the writer's thread: an event in order moves its user's state, a late one has it made again. */
    public void stored(List<LiveEvent> events) {
        for (LiveEvent event : events) {
            Stripe stripe = stripe(event.user());
            synchronized (stripe) {
                UserState known = stripe.get(event.user());
                if (known != null && event.time() >= known.lastTime()) {
                    stripe.put(event.user(), known.apply(arrival(event), rules));
                } else if (known != null) {
                    stripe.remove(event.user());
                }
            }
        }
    }

    /** Drops the state of a user from memory. */
    public void forget(String user) {
        Stripe stripe = stripe(user);
        synchronized (stripe) {
            stripe.remove(user);
        }
    }

    private Arrival arrival(LiveEvent event) {
        return new Arrival(
                number(event.item()),
                event.behaviour(),
                event.time(),
                (float) event.quantity(),
                (float) event.price(),
                event.order() == null ? -1 : event.order().hashCode() & Integer.MAX_VALUE,
                event.query() == null ? -1 : dataset.queries().indexOf(event.query()),
                event.cancels());
    }

    /** -1 also of an item that the dataset does not know yet. */
    private int number(@Nullable String item) {
        return item == null ? -1 : dataset.items().names().indexOf(item);
    }
}
