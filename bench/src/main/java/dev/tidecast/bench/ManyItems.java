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
 * Tells a stopped service of so many new items that its catalogue has {@code ITEMS}: one in {@value #TITLED}, or in as many as is said, with the
 * title of a known one and a number, so that the model reads it by its relatives, the others without a word. A load that has to do with them takes their names from the log
 * as the service writes it anew: {@code OUT/live/view}.
 *
 * <pre>ManyItems OUT ITEMS [ONE_IN]</pre>
 */
public final class ManyItems {
    private static final int BATCH = 10_000;
    private static final int TITLED = 20;

    private ManyItems() {}

    public static void main(String[] arguments) {
        Path out = Path.of(arguments[0]);
        int wanted = Integer.parseInt(arguments[1]);
        int oneIn = arguments.length > 2 ? Integer.parseInt(arguments[2]) : TITLED;
        Items known = DatasetFolder.open(out.resolve("dataset")).items();
        try (EventStore store = EventStore.open(out.resolve("live").resolve("store"))) {
            LiveItems items = new LiveItems(store);
            List<ShopItem> waiting = new ArrayList<>();
            for (int item = known.size(); item < wanted; item++) {
                boolean titled = item % oneIn == 0;
                String title = titled ? known.titles().get(item / oneIn % known.size()) + " " + item : null;
                waiting.add(new ShopItem(name(item), title, null, null, 2.5, null, null, true, null));
                if (waiting.size() == BATCH || item == wanted - 1) {
                    items.put(waiting);
                    waiting.clear();
                }
            }
        }
    }

    /** Digits, since some shops' rules tell products from other things by them. */
    private static String name(int item) {
        return Integer.toString(1_000_000 + item);
    }
}
