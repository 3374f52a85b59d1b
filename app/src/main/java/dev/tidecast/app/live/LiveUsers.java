package dev.tidecast.app.live;

import dev.tidecast.sequence.Arrival;
import dev.tidecast.sequence.UserState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Users' states as of now: what the dataset knows, and the events that came in since. A bounded number of states is in
 * memory; the others are made again from the dataset and the store when they are asked for. Shared between threads.
 *
 * <p>An event counts if it is later than the dataset or was stored after the dataset came into use: earlier ones are in
 * the dataset already.
 */
public final class LiveUsers {
    private static final int STRIPES = 64;

    private final LiveBasis basis;
    private final EventStore store;
    private final List<Stripe> stripes = new ArrayList<>();
    private final LongAdder unnumbered = new LongAdder();

    /** States on top of a dataset; up to {@code most} are in memory. */
    public LiveUsers(LiveBasis basis, EventStore store, int most) {
        this.basis = basis;
        this.store = store;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            stripes.add(new Stripe(Math.max(1, most / STRIPES)));
        }
    }

    /** A state with the user's events of sequence numbers below {@code upTo}. */
    private record Known(UserState state, long upTo) {}

    /** Some users' states, the least recently asked for going first; each stripe is its own lock. */
    private static final class Stripe extends LinkedHashMap<String, Known> {
        private final int most;

        Stripe(int most) {
            super(16, .75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
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
            Known known = stripe.get(user);
            if (known == null) {
                known = made(user);
                stripe.put(user, known);
            }
            return known.state();
        }
    }

    /** Whether the dataset or the store knows anything of a user. */
    public boolean knows(String user) {
        return state(user).size() > 0;
    }

    /** From the dataset and all stored events of the user, in time order. */
    private Known made(String user) {
        List<EventStore.Stored> events = store.events(user);
        long upTo = events.stream().mapToLong(each -> each.sequence() + 1).max().orElse(0);
        return new Known(made(user, events), upTo);
    }

    /** A user's state from the dataset and all of the user's stored events; nothing of it is kept in memory. */
    public UserState made(String user, List<EventStore.Stored> events) {
        int number = number(user);
        UserState state =
                number < 0 ? UserState.empty(basis.dataset().users().size()) : UserState.of(basis.dataset(), number);
        for (EventStore.Stored each : events) {
            if (counts(each)) {
                state = after(state, each.event());
            }
        }
        return state;
    }

    /** The user's number in the dataset, -1 of one whom it does not know or must not. */
    public int number(String user) {
        return basis.erased().test(user) ? -1 : basis.dataset().users().indexOf(user);
    }

    private boolean counts(EventStore.Stored each) {
        return each.event().time() > basis.dataset().asOf() || each.sequence() >= basis.inUseSince();
    }

    /** Takes new events, on the writer's thread: an event in order moves its user's state, a late one has it made again. */
    public void stored(List<EventStore.Stored> events) {
        for (EventStore.Stored each : events) {
            String user = each.event().user();
            Stripe stripe = stripe(user);
            synchronized (stripe) {
                Known known = stripe.get(user);
                if (known == null || each.sequence() < known.upTo()) {
                    continue;
                }
                if (each.event().time() >= known.state().lastTime()) {
                    UserState next = counts(each) ? after(known.state(), each.event()) : known.state();
                    stripe.put(user, new Known(next, each.sequence() + 1));
                } else {
                    stripe.remove(user);
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

    /** A state after one more event that is not stored: for questions of the kind what if, on any thread. */
    public UserState whatIf(UserState state, LiveEvent event) {
        return after(state.copy(), event);
    }

    private UserState after(UserState state, LiveEvent event) {
        Arrival arrival = basis.fitted().live(event.user(), event.item(), arrival(event));
        return arrival == null ? state : state.apply(arrival, basis.rules());
    }

    private Arrival arrival(LiveEvent event) {
        return new Arrival(
                item(event),
                event.behaviour(),
                event.time(),
                (float) event.quantity(),
                (float) event.price(),
                event.order() == null ? -1 : event.order().hashCode() & Integer.MAX_VALUE,
                event.query() == null ? -1 : basis.dataset().queries().indexOf(event.query()),
                event.cancels());
    }

    /** -1 also of an item that has no number yet. */
    private int item(LiveEvent event) {
        String name = event.item();
        int item = name == null ? -1 : basis.items().of(name);
        if (item < 0 && name != null && !basis.fitted().rareItems().contains(name)) {
            unnumbered.increment();
        }
        return item >= 0 && event.time() < basis.items().firstSeen(item) ? -1 : item;
    }

    /** How often an event was met of an item that has no number yet and would get one. */
    public long unnumbered() {
        return unnumbered.sum();
    }
}
