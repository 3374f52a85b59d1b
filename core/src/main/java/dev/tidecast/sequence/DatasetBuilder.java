package dev.tidecast.sequence;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders and numbers interactions. Rows are added in time order, or at least each user's rows are; the keys of users and
 * items are the caller's, and the smaller key comes first among those first seen at the same instant. Confined to one
 * thread; build once.
 */
public final class DatasetBuilder {
    private int rows;
    private int[] user = new int[1 << 10];
    private int[] item = new int[1 << 10];
    private byte[] behaviour = new byte[1 << 10];
    private long[] time = new long[1 << 10];
    private long[] revokedAt = new long[1 << 10];
    private float[] quantity = new float[1 << 10];
    private float[] price = new float[1 << 10];
    private int[] repeats = new int[1 << 10];
    private int[] order = new int[1 << 10];
    private int[] query = new int[1 << 10];

    /** What is known of the items, by the caller's keys; empty texts where unknown. */
    public record ItemTexts(
            List<String> names,
            List<String> titles,
            List<String> categories,
            List<String> brands,
            List<Float> prices,
            List<String> descriptions,
            List<String> images) {
        /** Texts of items whose price, description and image are unknown. */
        public ItemTexts(List<String> names, List<String> titles, List<String> categories, List<String> brands) {
            this(
                    names,
                    titles,
                    categories,
                    brands,
                    Collections.nCopies(names.size(), Float.NaN),
                    Collections.nCopies(names.size(), ""),
                    Collections.nCopies(names.size(), ""));
        }
    }

    /** What is known of the users, by the caller's keys: their names, and by attribute a text each, empty if unknown. */
    public record UserTexts(List<String> names, Map<String, List<String>> attributes) {}

    /** Adds an interaction that stands alone and is not revoked; returns its row. */
    public int add(int user, int item, int behaviour, long time, float quantity, float price, int order, int query) {
        if (rows == this.user.length) {
            grow(rows * 2);
        }
        this.user[rows] = user;
        this.item[rows] = item;
        this.behaviour[rows] = (byte) behaviour;
        this.time[rows] = time;
        this.revokedAt[rows] = Interactions.NEVER;
        this.quantity[rows] = quantity;
        this.price[rows] = price;
        this.repeats[rows] = 1;
        this.order[rows] = order;
        this.query[rows] = query;
        return rows++;
    }

    /** Says that {@code more} equal rows were folded into {@code row}. */
    public void fold(int row, int more) {
        repeats[row] += more;
    }

    /** Says that {@code row} was taken back at {@code instant}, epoch seconds. */
    public void revoke(int row, long instant) {
        revokedAt[row] = instant;
    }

    public int rows() {
        return rows;
    }

    /** The dataset of all rows added, with users of whom only the names are known. */
    public Dataset build(
            String name, ZoneId zone, boolean clock, List<String> users, ItemTexts texts, List<String> queries) {
        return build(name, zone, clock, new UserTexts(users, Map.of()), texts, queries);
    }

    /** The dataset of all rows added; users and items that no row names are left out. */
    public Dataset build(
            String name, ZoneId zone, boolean clock, UserTexts users, ItemTexts texts, List<String> queries) {
        Numbering userNumbers = Numbering.of(user, time, rows, users.names().size());
        Numbering itemNumbers = Numbering.of(item, time, rows, texts.names().size());
        long[] offsets = new long[userNumbers.keys().length + 1];
        for (int row = 0; row < rows; row++) {
            offsets[userNumbers.number(user[row]) + 1]++;
        }
        Arrays.parallelPrefix(offsets, Long::sum);
        int[] places = places(offsets, userNumbers);
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        users.attributes().forEach((attribute, all) -> attributes.put(attribute, userNumbers.texts(all)));
        return new Dataset(
                name,
                zone,
                clock,
                Vocabulary.of(userNumbers.texts(users.names())),
                Customers.of(attributes),
                items(itemNumbers, texts),
                Vocabulary.of(queries),
                interactions(offsets, places, itemNumbers));
    }

    private int[] places(long[] offsets, Numbering users) {
        int[] next = new int[offsets.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = (int) offsets[i];
        }
        int[] places = new int[rows];
        long[] last = new long[offsets.length];
        Arrays.fill(last, Long.MIN_VALUE);
        for (int row = 0; row < rows; row++) {
            int number = users.number(user[row]);
            if (time[row] < last[number]) {
                throw new IllegalArgumentException("row " + row + " of time " + time[row]
                        + " comes after a later one of its user: add rows in time order");
            }
            last[number] = time[row];
            places[next[number]++] = row;
        }
        return places;
    }

    private Interactions interactions(long[] offsets, int[] places, Numbering items) {
        int[] numbers = new int[rows];
        for (int i = 0; i < rows; i++) {
            numbers[i] = item[places[i]] < 0 ? -1 : items.number(item[places[i]]);
        }
        byte[] behaviours = new byte[rows];
        float[] quantities = new float[rows];
        float[] prices = new float[rows];
        for (int i = 0; i < rows; i++) {
            behaviours[i] = behaviour[places[i]];
            quantities[i] = quantity[places[i]];
            prices[i] = price[places[i]];
        }
        return new Interactions(
                Column.Longs.of(offsets),
                Column.Ints.of(numbers),
                Column.Bytes.of(behaviours),
                Column.Longs.of(gather(time, places)),
                Column.Longs.of(gather(revokedAt, places)),
                Column.Floats.of(quantities),
                Column.Floats.of(prices),
                Column.Ints.of(gather(repeats, places)),
                Column.Ints.of(gather(order, places)),
                Column.Ints.of(gather(query, places)));
    }

    static Items items(Numbering numbering, ItemTexts texts) {
        TextNumbers categories = TextNumbers.of(numbering.texts(texts.categories()));
        TextNumbers brands = TextNumbers.of(numbering.texts(texts.brands()));
        return new Items(
                Vocabulary.of(numbering.texts(texts.names())),
                Column.Longs.of(numbering.firstSeen()),
                Vocabulary.of(numbering.texts(texts.titles())),
                Column.Ints.of(categories.numbers()),
                Vocabulary.of(categories.texts()),
                Column.Ints.of(brands.numbers()),
                Vocabulary.of(brands.texts()),
                prices(numbering.texts(texts.prices())),
                Vocabulary.of(numbering.texts(texts.descriptions())),
                Vocabulary.of(numbering.texts(texts.images())));
    }

    private static Column.Floats prices(List<Float> all) {
        float[] prices = new float[all.size()];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = all.get(i);
        }
        return Column.Floats.of(prices);
    }

    private static long[] gather(long[] values, int[] places) {
        return Arrays.stream(places).mapToLong(place -> values[place]).toArray();
    }

    private static int[] gather(int[] values, int[] places) {
        return Arrays.stream(places).map(place -> values[place]).toArray();
    }

    private void grow(int size) {
        user = Arrays.copyOf(user, size);
        item = Arrays.copyOf(item, size);
        behaviour = Arrays.copyOf(behaviour, size);
        time = Arrays.copyOf(time, size);
        revokedAt = Arrays.copyOf(revokedAt, size);
        quantity = Arrays.copyOf(quantity, size);
        price = Arrays.copyOf(price, size);
        repeats = Arrays.copyOf(repeats, size);
        order = Arrays.copyOf(order, size);
        query = Arrays.copyOf(query, size);
    }
}
