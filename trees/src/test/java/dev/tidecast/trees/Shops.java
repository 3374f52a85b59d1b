package dev.tidecast.trees;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A small log: each user comes back, often or seldom, to a few items of their own; half of the users leave. */
final class Shops {
    static final long DAY = 86_400;
    static final int USERS = 120;
    static final int ITEMS = 40;
    static final int DAYS = 240;

    private Shops() {}

    static Dataset regulars(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DatasetBuilder builder = new DatasetBuilder();
        for (int user = 0; user < USERS; user++) {
            int until = user % 2 == 0 ? DAYS : 60 + random.nextInt(120);
            int rhythm = 3 + user % 20;
            for (long day = random.nextInt(10); day < until; day += 1 + random.nextInt(rhythm)) {
                int own = (user * 7 + random.nextInt(3)) % ITEMS;
                int item = random.nextInt(4) == 0 ? random.nextInt(ITEMS) : own;
                Behaviour behaviour = random.nextInt(3) == 0 ? Behaviour.VIEW : Behaviour.PURCHASE;
                builder.add(user, item, behaviour.ordinal(), day * DAY + 36_000, 1, 2, -1, -1);
            }
        }
        return dataset(builder);
    }

    /** One purchase and nothing else. */
    static Dataset single() {
        DatasetBuilder builder = new DatasetBuilder();
        builder.add(0, 0, Behaviour.PURCHASE.ordinal(), DAY, 1, 2, -1, -1);
        return dataset(builder);
    }

    private static Dataset dataset(DatasetBuilder builder) {
        List<String> names =
                IntStream.range(0, ITEMS).mapToObj(item -> "i" + item).toList();
        List<String> none = Collections.nCopies(ITEMS, "");
        return builder.build(
                "shop",
                ZoneOffset.UTC,
                true,
                IntStream.range(0, USERS).mapToObj(user -> "u" + user).toList(),
                new DatasetBuilder.ItemTexts(names, none, none, none),
                List.of());
    }
}
