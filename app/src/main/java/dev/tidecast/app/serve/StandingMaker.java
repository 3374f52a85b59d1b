package dev.tidecast.app.serve;

import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.LiveBasis;
import dev.tidecast.app.live.LiveItems;
import dev.tidecast.app.live.LiveUsers;
import dev.tidecast.app.live.ShopItem;
import dev.tidecast.app.live.StoredFacts;
import dev.tidecast.model.Model;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetExtension;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.UserState;
import dev.tidecast.sequence.Vocabulary;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Makes a standing of what is loaded and what has come in live. One thread at a time. */
final class StandingMaker {
    /** Beyond this the log is not written anew with the live events: popularity is that of the prepared log. */
    private static final long MOST_ROWS = 20_000_000;

    private final EventStore store;
    private final LiveItems items;
    private final Predicate<String> erased;
    private final Path folder;
    private final int statesInMemory;
    private final Progress progress;
    private long number;

    StandingMaker(
            EventStore store,
            LiveItems items,
            Predicate<String> erased,
            Path folder,
            int statesInMemory,
            Progress progress) {
        this.store = store;
        this.items = items;
        this.erased = erased;
        this.folder = folder;
        this.statesInMemory = statesInMemory;
        this.progress = progress;
    }

    /** A standing as of {@code instant}, epoch seconds. */
    Standing make(ModelSource.Loaded loaded, long instant) {
        Dataset base = loaded.dataset();
        long since = new StoredFacts(store).get("in-use-since:" + loaded.datasetId(), store::appended);
        Dataset whole = base;
        List<String> live = store.users();
        boolean more = !live.isEmpty() || !items.all().isEmpty();
        if (more && extendsLog(loaded)) {
            whole = extended(loaded, since, live);
        }
        Dataset visible = whole.asOf(Math.max(instant, whole.asOf()));
        LiveBasis basis =
                basis(loaded, since, whole.items().names(), whole.items().firstSeen());
        Model model =
                NewItems.taughtTo(loaded.model(), whole.items(), base.items().size(), items);
        return new Standing(loaded.with(model), visible, new LiveUsers(basis, store, statesInMemory), ++number);
    }

    /** Whether the log is small enough to be written anew with the live events. */
    boolean extendsLog(ModelSource.Loaded loaded) {
        return loaded.dataset().interactions().rows() + store.appended() <= MOST_ROWS;
    }

    private LiveBasis basis(ModelSource.Loaded loaded, long since, Vocabulary names, Column.Longs firstSeen) {
        return new LiveBasis(loaded.dataset(), names, firstSeen, loaded.rules(), loaded.fitted(), since, erased);
    }

    private Dataset extended(ModelSource.Loaded loaded, long since, List<String> live) {
        Dataset base = loaded.dataset();
        Collection<String> fresh = newItems(base, loaded, since, live);
        int told = (int)
                fresh.stream().filter(name -> items.find(name).isPresent()).count();
        DatasetExtension extension = new DatasetExtension(base, items.texts(base.items(), fresh), told);
        LiveUsers states = new LiveUsers(basis(loaded, since, extension.names(), extension.firstSeen()), store, 1);
        Set<String> moved = Set.copyOf(live);
        progress.begin("Reading live events", live.size(), "users");
        Dataset whole = extension.with(
                user -> {
                    if (!moved.contains(user)) {
                        return null;
                    }
                    progress.advance(1);
                    UserState state = states.state(user);
                    return state.size() == 0 ? null : state;
                },
                live.stream().filter(user -> base.users().indexOf(user) < 0).toList());
        progress.end();
        DatasetFolder.write(whole, folder);
        return DatasetFolder.open(folder);
    }

    /** Items that the dataset does not know: first those that the shop told of, then those of events. */
    private Collection<String> newItems(Dataset base, ModelSource.Loaded loaded, long since, List<String> live) {
        Set<String> names = new LinkedHashSet<>();
        items.all().stream().map(ShopItem::id).forEach(names::add);
        for (String user : live) {
            for (EventStore.Stored each : store.events(user)) {
                String item = each.event().item();
                if (item != null && (each.event().time() > base.asOf() || each.sequence() >= since)) {
                    names.add(item);
                }
            }
        }
        names.removeIf(name -> base.items().names().indexOf(name) >= 0
                || loaded.fitted().rareItems().contains(name));
        return names;
    }
}
