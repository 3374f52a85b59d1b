package dev.tidecast.app.serve;

import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.Gap;
import dev.tidecast.app.live.ItemNumbers;
import dev.tidecast.app.live.LiveBasis;
import dev.tidecast.app.live.LiveItems;
import dev.tidecast.app.live.LiveUsers;
import dev.tidecast.app.live.ShopItem;
import dev.tidecast.app.live.StoredFacts;
import dev.tidecast.model.Model;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetExtension;
import dev.tidecast.sequence.DatasetFolder;
import java.nio.file.Path;
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
    private Set<String> passedOver = Set.of();
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
        boolean more = !store.isEmpty() || !items.all().isEmpty();
        passedOver = Set.of();
        Dataset whole = more && extendsLog(loaded) ? extended(loaded, since) : base;
        Dataset visible = whole.asOf(Math.max(instant, whole.asOf()));
        LiveBasis basis = basis(loaded, since, ItemNumbers.of(whole.items()));
        Model model =
                NewItems.taughtTo(loaded.model(), whole.items(), base.items().size(), items);
        LiveUsers users = new LiveUsers(basis, store, statesInMemory);
        return new Standing(loaded.with(model), visible, users, passedOver, ++number);
    }

    /** Whether the log is small enough to be written anew with the live events. */
    boolean extendsLog(ModelSource.Loaded loaded) {
        return loaded.dataset().interactions().rows() + store.appended() <= MOST_ROWS;
    }

    private LiveBasis basis(ModelSource.Loaded loaded, long since, ItemNumbers numbers) {
        return new LiveBasis(loaded.dataset(), numbers, loaded.rules(), loaded.fitted(), since, erased);
    }

    private Dataset extended(ModelSource.Loaded loaded, long since) {
        Dataset base = loaded.dataset();
        Set<String> rare = loaded.fitted().rareItems();
        List<String> told = items.all().stream()
                .map(ShopItem::id)
                .filter(name -> base.items().names().indexOf(name) < 0 && !rare.contains(name))
                .toList();
        Path scratch = folder.resolveSibling(folder.getFileName() + "-making");
        try (DatasetExtension extension = new DatasetExtension(base, told, scratch)) {
            LiveUsers states = new LiveUsers(basis(loaded, since, numbers(extension, rare)), store, 1);
            progress.begin("Reading live events", store.appended(), "events");
            List<Gap> gaps = store.eachUser((user, events) -> {
                extension.put(user, states.made(user, events));
                progress.advance(events.size());
            });
            progress.end();
            passedOver = PassedOver.of(gaps, base.users(), store);
            DatasetFolder.write(extension.whole(items.texts(base.items(), extension.newItems())), folder);
        }
        return DatasetFolder.open(folder);
    }

    /** Items that the dataset does not know get their numbers as they are met. */
    private static ItemNumbers numbers(DatasetExtension extension, Set<String> rare) {
        return new ItemNumbers() {
            @Override
            public int of(String name) {
                return rare.contains(name) ? -1 : extension.number(name);
            }

            @Override
            public long firstSeen(int item) {
                return extension.firstSeen(item);
            }
        };
    }
}
