package dev.tidecast.app.serve;

import dev.tidecast.app.live.EventReader;
import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.GroupCommit;
import dev.tidecast.app.live.Intake;
import dev.tidecast.app.live.LiveItems;
import dev.tidecast.app.live.ShopClock;
import dev.tidecast.app.store.Erasures;
import dev.tidecast.forecast.Question;
import dev.tidecast.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** A running service: the store, the way in, the standing that answers come from. Shared between threads. */
public final class Service implements AutoCloseable {
    private static final int MOST_DELIVERIES = 4_096;

    private final ServiceSettings settings;
    private final ModelSource source;
    private final Question standard;
    private final EventStore store;
    private final LiveItems items;
    private final Erasures erasures;
    private final ShopClock clock;
    private final StandingMaker maker;
    private final GroupCommit commit;
    private final Intake intake;
    private final Workers workers;
    private final ShopWide shop = new ShopWide(this);
    private final List<Consumer<List<EventStore.Stored>>> listeners = new CopyOnWriteArrayList<>();
    private volatile Standing standing;
    private volatile boolean stopping;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Service(
            ServiceSettings settings,
            ModelSource source,
            Question standard,
            Function<ShopClock, EventReader> reader,
            EventStore store,
            Progress progress)
            throws IOException {
        this.settings = settings;
        this.source = source;
        this.standard = standard;
        this.store = store;
        this.items = new LiveItems(store);
        this.erasures = Erasures.read(settings.out());
        new HonouredErasures(store).check(erasures);
        ModelSource.Loaded loaded = source.load();
        this.clock = ClockChoice.of(settings.clock(), loaded.dataset().asOf(), store);
        Path view = settings.out().resolve("live").resolve("view");
        this.maker = new StandingMaker(store, items, erasures::contains, view, settings.statesInMemory(), progress);
        this.standing = maker.make(loaded, clock.seconds());
        this.commit = new GroupCommit(store, MOST_DELIVERIES, this::stored);
        this.intake = new Intake(reader.apply(clock), commit, store, clock);
        this.workers = new Workers(settings.threads(), settings.waiting(), settings.answerMillis());
    }

    /**
     * Starts all but the wire.
     *
     * @param standard what is asked where nothing else is said
     * @param reader of events under the shop's words
     * @throws dev.tidecast.app.live.StoreException if another process serves from the same folder
     */
    public static Service start(
            ServiceSettings settings,
            ModelSource source,
            Question standard,
            Function<ShopClock, EventReader> reader,
            Progress progress)
            throws IOException {
        EventStore store = EventStore.open(settings.out().resolve("live").resolve("store"));
        try {
            return new Service(settings, source, standard, reader, store, progress);
        } catch (IOException | RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    private void stored(List<EventStore.Stored> events) {
        standing.users().stored(events);
        listeners.forEach(each -> each.accept(events));
    }

    /** Tells {@code listener} of events that were stored, on the writer's thread: it must be quick. */
    public void onStored(Consumer<List<EventStore.Stored>> listener) {
        listeners.add(listener);
    }

    /** Loads what is in charge now and puts it in place of the standing at once; the old one serves meanwhile. */
    public synchronized Standing refresh() throws IOException {
        Standing next = maker.make(source.load(), clock.seconds());
        workers.everywhere(desk -> desk.forecaster(next, standard));
        standing = next;
        return next;
    }

    /** Whether items that came in live get numbers with the next standing. */
    boolean numbersItems() {
        return maker.extendsLog(standing.loaded());
    }

    /** Does work at a desk, on a platform thread. */
    public <T> T ask(Workers.Task<T> task) {
        return workers.ask(task);
    }

    public Standing standing() {
        return standing;
    }

    public ServiceSettings settings() {
        return settings;
    }

    public ModelSource source() {
        return source;
    }

    /** What is asked where nothing else is said: the recipe's target within its horizons, on items. */
    public Question standard() {
        return standard;
    }

    public EventStore store() {
        return store;
    }

    public LiveItems items() {
        return items;
    }

    /** Whether others may be told of a user: not of the erased, and not of whom only a part can be read. */
    public boolean tellsOf(Standing on, String user) {
        return !erasures.contains(user) && !on.passedOver().contains(user);
    }

    public Erasures erasures() {
        return erasures;
    }

    public ShopClock clock() {
        return clock;
    }

    public Intake intake() {
        return intake;
    }

    public Workers workers() {
        return workers;
    }

    /** What takes a look at all users. */
    public ShopWide shop() {
        return shop;
    }

    /** Whether no more requests are wanted. */
    public boolean stopping() {
        return stopping;
    }

    /** Says that it is about to end: it is no longer ready. */
    public void drain() {
        stopping = true;
    }

    /** Stores what waits, answers what was asked, ends. */
    @Override
    public void close() {
        stopping = true;
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        commit.close();
        workers.close();
        store.close();
    }
}
