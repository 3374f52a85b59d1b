package dev.tidecast.bench;

import dev.tidecast.app.live.EventStore;
import dev.tidecast.app.live.LiveItems;
import dev.tidecast.app.live.ShopItem;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.Items;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a stopped service of so many new items that its catalogue has {@code ITEMS}: each with the title of a known one and
 * a number, so that the model reads it by its relatives. A load that has to do with them takes their names from the log
 * as the service writes it anew: {@code OUT/live/view}.
 *
 * <pre>ManyItems OUT ITEMS</pre>
 */
public final class ManyItems {
    private static final int BATCH = 10_000;

    private ManyItems() {}

    public static void main(String[] arguments) {
        Path out = Path.of(arguments[0]);
        int wanted = Integer.parseInt(arguments[1]);
        Items known = DatasetFolder.open(out.resolve("dataset")).items();
        try (EventStore store = EventStore.open(out.resolve("live").resolve("store"))) {
            LiveItems items = new LiveItems(store);
            List<ShopItem> waiting = new ArrayList<>();
            for (int item = known.size(); item < wanted; item++) {
                String title = known.titles().get(item % known.size()) + " " + item / known.size();
                waiting.add(new ShopItem("made-up-" + item, title, null, null, 2.5, null, null, true, null));
                if (waiting.size() == BATCH || item == wanted - 1) {
                    items.put(waiting);
                    waiting.clear();
                }
            }
        }
    }
}
