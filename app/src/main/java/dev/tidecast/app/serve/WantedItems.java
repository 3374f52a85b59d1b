package dev.tidecast.app.serve;

import dev.tidecast.app.live.LiveItems;
import dev.tidecast.app.live.ShopItem;
import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Items;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** The items that a wish leaves. */
final class WantedItems {
    private final Items items;
    private final LiveItems said;

    WantedItems(Items items, LiveItems said) {
        this.items = items;
        this.said = said;
    }

    IntPredicate of(Wish wish, History history) {
        if (wish.isAnything()) {
            return item -> true;
        }
        BitSet left = left(wish.without(), history);
        return item -> !left.get(item)
                && category(wish, item)
                && brand(wish, item)
                && price(wish, item)
                && (!wish.inStock() || inStock(item));
    }

    private static BitSet left(Wish.Without without, History history) {
        BitSet left = new BitSet();
        for (int p = 0; p < history.size() && without != Wish.Without.NOTHING; p++) {
            boolean counts = without == Wish.Without.SEEN || history.behaviour(p) == Behaviour.PURCHASE;
            if (counts && history.item(p) >= 0) {
                left.set(history.item(p));
            }
        }
        return left;
    }

    private boolean category(Wish wish, int item) {
        if (wish.category() == null) {
            return true;
        }
        int number = items.category().get(item);
        String path = number < 0 ? "" : items.categories().get(number);
        return path.equals(wish.category()) || path.startsWith(wish.category() + " > ");
    }

    private boolean brand(Wish wish, int item) {
        int number = items.brand().get(item);
        return wish.brand() == null || number >= 0 && items.brands().get(number).equals(wish.brand());
    }

    private boolean price(Wish wish, int item) {
        float price = items.price().get(item);
        return (wish.priceFrom() == null || price >= wish.priceFrom())
                && (wish.priceTo() == null || price <= wish.priceTo());
    }

    private boolean inStock(int item) {
        return said.find(items.names().get(item)).map(ShopItem::inStock).orElse(true);
    }
}
