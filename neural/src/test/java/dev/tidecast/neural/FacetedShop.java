package dev.tidecast.neural;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A random shop of 200 days whose items have categories, brands and prices, some of them unknown: a day's visit views one
 * item, may search, puts some items into the cart and buys some of these.
 */
final class FacetedShop {
    static final int USERS = 40;
    static final int ITEMS = 24;
    private static final long DAY = 86_400;

    private final SplittableRandom random;
    private final DatasetBuilder builder = new DatasetBuilder();

    private FacetedShop(long seed) {
        random = new SplittableRandom(seed);
    }

    static Dataset of(long seed) {
        FacetedShop shop = new FacetedShop(seed);
        for (int user = 0; user < USERS; user++) {
            for (long day = shop.random.nextInt(10); day < 200; day += 1 + shop.random.nextInt(4 + user)) {
                shop.visit(user, day * DAY + 36_000);
            }
        }
        return shop.builder.build(
                "shop",
                ZoneOffset.UTC,
                true,
                named(USERS, user -> "u" + user),
                new DatasetBuilder.ItemTexts(
                        named(ITEMS, item -> "i" + item),
                        Collections.nCopies(ITEMS, ""),
                        named(ITEMS, item -> item == 5 ? "" : "c" + item % 4),
                        named(ITEMS, item -> item % 6 == 0 ? "" : "b" + item % 5)),
                List.of("q"));
    }

    private static List<String> named(int size, IntFunction<String> name) {
        return IntStream.range(0, size).mapToObj(name).toList();
    }

    private void visit(int user, long time) {
        add(user, item(user), Behaviour.VIEW, time);
        if (random.nextInt(5) == 0) {
            builder.add(user, -1, Behaviour.SEARCH.ordinal(), time + 10, 1, Float.NaN, -1, 0);
        }
        int taken = random.nextInt(4);
        for (int k = 0; k < taken; k++) {
            int item = item(user);
            add(user, item, Behaviour.CART, time + 20 + k);
            if (random.nextBoolean()) {
                add(user, item, Behaviour.PURCHASE, time + 20 + k);
            }
        }
    }

    /** Mostly one of the user's own three, sometimes any. */
    private int item(int user) {
        return random.nextInt(3) == 0 ? random.nextInt(ITEMS) : (user * 7 + random.nextInt(3)) % ITEMS;
    }

    private void add(int user, int item, Behaviour behaviour, long time) {
        float price = item == 7 ? Float.NaN : 1 + item * item % 11;
        builder.add(user, item, behaviour.ordinal(), time, 1, price, -1, -1);
    }
}
