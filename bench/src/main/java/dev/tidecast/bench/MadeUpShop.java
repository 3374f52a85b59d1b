package dev.tidecast.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes the log of a made-up shop with a large catalogue, as a shop would export it: {@code events.csv}, {@code items.csv}
 * and {@code tidecast.yaml}. A year of visits; a customer has three of the shop's departments, in which items are popular by
 * Zipf's law, goes on to an item that lies near the last one, and comes back to what was bought before.
 *
 * <pre>MadeUpShop FOLDER ITEMS USERS EVENTS [SEED]</pre>
 */
public final class MadeUpShop {
    private static final long FROM = 1_704_067_200L; // 2024-01-01
    private static final long DAY = 86_400;
    private static final int DAYS = 365;
    private static final int OWN_DEPARTMENTS = 3;
    private static final int VISIT = 5; // events on average
    private static final int DEPARTMENT_ITEMS = 250;
    private static final int NEAR = 8;

    private final int items;
    private final int departments;
    private final SplittableRandom random;
    private final int[] bought = new int[64];

    private MadeUpShop(int items, long seed) {
        this.items = items;
        this.departments = Math.max(OWN_DEPARTMENTS, items / DEPARTMENT_ITEMS);
        this.random = new SplittableRandom(seed);
    }

    /** Writes the three files. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int items = Integer.parseInt(arguments[1]);
        long seed = arguments.length > 4 ? Long.parseLong(arguments[4]) : 1;
        MadeUpShop shop = new MadeUpShop(items, seed);
        try (Writer events = Files.newBufferedWriter(folder.resolve("events.csv"))) {
            shop.write(events, Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        }
        try (Writer catalogue = Files.newBufferedWriter(folder.resolve("items.csv"))) {
            catalogue.write("item,department\n");
            for (int item = 0; item < items; item++) {
                catalogue.write("i" + item + ",d" + item % shop.departments + "\n");
            }
        }
        Files.writeString(folder.resolve("tidecast.yaml"), """
                name: made-up-shop
                timezone: UTC
                sources:
                  - files: ["%1$s/events.csv"]
                format: {type: csv, delimiter: ",", header: true}
                mapping:
                  user: user
                  item: item
                  time: {column: time, format: epoch-seconds}
                  behaviour: {column: behaviour, words: {view: view, purchase: purchase}}
                  price: price
                catalogue: {file: "%1$s/items.csv", format: {type: csv, delimiter: ",", header: true}, item: item, category: department}
                """.formatted(folder.toAbsolutePath()));
    }

    private void write(Writer events, int users, long rows) throws IOException {
        events.write("user,item,behaviour,time,price\n");
        double visits = (double) rows / users / VISIT;
        for (int user = 0; user < users; user++) {
            int[] own = random.ints(OWN_DEPARTMENTS, 0, departments).toArray();
            double activity = Math.exp(random.nextGaussian() - .5); // mean 1
            int count = 1 + (int) Math.round(activity * Math.max(0, visits - 1));
            long[] starts =
                    random.longs(count, FROM, FROM + DAYS * DAY).sorted().toArray();
            int known = 0;
            for (long start : starts) {
                known = visit(events, user, own, start, known);
            }
        }
    }

    /** Returns how many of the items bought are remembered. */
    private int visit(Writer events, int user, int[] own, long start, int known) throws IOException {
        int last = -1;
        int bought = known;
        int length = 1 + random.nextInt(2 * VISIT - 3); // purchases come on top
        for (int k = 0; k < length; k++) {
            double draw = random.nextDouble();
            boolean again = draw < .2 && bought > 0;
            int item = again ? this.bought[random.nextInt(bought)] : draw < .6 && last >= 0 ? near(last) : fresh(own);
            row(events, user, item, "view", start + 60L * k);
            if (random.nextDouble() < (again ? .5 : .12)) {
                row(events, user, item, "purchase", start + 60L * k + 30);
                this.bought[bought < this.bought.length ? bought : random.nextInt(bought)] = item;
                bought = Math.min(this.bought.length, bought + (again ? 0 : 1));
            }
            last = item;
        }
        return bought;
    }

    private void row(Writer events, int user, int item, String behaviour, long time) throws IOException {
        events.write("u" + user + ",i" + item + "," + behaviour + "," + time + "," + (1 + item * 7919L % 97) + "\n");
    }

    /** An item of one of the customer's departments, one time in eight of any. */
    private int fresh(int[] own) {
        int department = random.nextInt(8) == 0 ? random.nextInt(departments) : own[random.nextInt(own.length)];
        int places = (items - department + departments - 1) / departments;
        int rank = (int) (Math.pow(places + 1.0, random.nextDouble()) - 1); // log-uniform: Zipf's law
        return department + Math.min(rank, places - 1) * departments;
    }

    /** An item of the same department whose rank differs by a few. */
    private int near(int item) {
        int moved = item + (random.nextInt(2 * NEAR + 1) - NEAR) * departments;
        return moved >= 0 && moved < items ? moved : item;
    }
}
