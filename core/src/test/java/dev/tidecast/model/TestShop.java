package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Items;
import dev.tidecast.sequence.Vocabulary;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Builds datasets in memory: users and items are numbered by the time they were first seen, as in a real one. */
public final class TestShop {
    public static final long DAY = 86_400;
    public static final long START = 1_600_000_000L / DAY * DAY;

    private record Row(String user, String item, Behaviour behaviour, long time, long revokedAt, float price) {}

    private final List<Row> rows = new ArrayList<>();
    private final ZoneId zone;
    private UnaryOperator<String> title = code -> "";

    public TestShop(ZoneId zone) {
        this.zone = zone;
    }

    public TestShop() {
        this(ZoneOffset.UTC);
    }

    /** What items are called, by their codes; nothing unless said. */
    public TestShop titled(UnaryOperator<String> words) {
        title = words;
        return this;
    }

    /** A purchase {@code days} after the start. */
    public TestShop buys(String user, String item, double days) {
        return add(user, item, Behaviour.PURCHASE, START + Math.round(days * DAY), Interactions.NEVER);
    }

    public TestShop add(String user, String item, Behaviour behaviour, long time, long revokedAt) {
        rows.add(new Row(user, item, behaviour, time, revokedAt, 0));
        return this;
    }

    /** A purchase of one piece at a price. */
    public TestShop pays(String user, String item, long time, double price) {
        rows.add(new Row(user, item, Behaviour.PURCHASE, time, Interactions.NEVER, (float) price));
        return this;
    }

    /** Some purchases and views of random users with tastes of their own, some of them cancelled later. */
    public static TestShop random(long seed, int users, int items, int days) {
        Random random = new Random(seed);
        TestShop shop = new TestShop(ZoneId.of("Europe/London"));
        for (int user = 0; user < users; user++) {
            int visits = 1 + random.nextInt(12);
            int taste = random.nextInt(items);
            for (int visit = 0; visit < visits; visit++) {
                long time = START + random.nextLong(days * DAY);
                for (int k = 0; k < 1 + random.nextInt(5); k++) {
                    int item = (taste + (int) Math.abs(random.nextGaussian() * items / 8)) % items;
                    Behaviour behaviour = random.nextInt(4) == 0 ? Behaviour.VIEW : Behaviour.PURCHASE;
                    long revoked = random.nextInt(9) == 0 ? time + random.nextLong(9 * DAY) + 1 : Interactions.NEVER;
                    shop.add("u" + user, "i" + item, behaviour, time, revoked);
                }
            }
        }
        return shop.add("last", "i0", Behaviour.VIEW, START + days * DAY, Interactions.NEVER);
    }

    public Dataset dataset() {
        Map<String, Integer> items = new LinkedHashMap<>();
        Map<String, Integer> users = new LinkedHashMap<>();
        List<Long> firstSeen = new ArrayList<>();
        rows.sort(Comparator.comparingLong(Row::time));
        for (Row row : rows) {
            users.putIfAbsent(row.user, users.size());
            if (items.putIfAbsent(row.item, items.size()) == null) {
                firstSeen.add(row.time);
            }
        }
        List<Row> ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparingInt(row -> users.getOrDefault(row.user, -1)));
        long[] offsets = new long[users.size() + 1];
        ordered.forEach(row -> offsets[users.getOrDefault(row.user, -1) + 1]++);
        Arrays.parallelPrefix(offsets, Long::sum);
        return new Dataset(
                "test",
                zone,
                true,
                Vocabulary.of(List.copyOf(users.keySet())),
                items(List.copyOf(items.keySet()), firstSeen),
                Vocabulary.of(List.of()),
                interactions(ordered, items, offsets));
    }

    private static Interactions interactions(List<Row> rows, Map<String, Integer> items, long[] offsets) {
        int n = rows.size();
        byte[] behaviours = new byte[n];
        for (int i = 0; i < n; i++) {
            behaviours[i] = (byte) rows.get(i).behaviour.ordinal();
        }
        int[] missing = new int[n];
        Arrays.fill(missing, -1);
        int[] once = new int[n];
        Arrays.fill(once, 1);
        return new Interactions(
                Column.Longs.of(offsets),
                Column.Ints.of(rows.stream()
                        .mapToInt(row -> items.getOrDefault(row.item, -1))
                        .toArray()),
                Column.Bytes.of(behaviours),
                Column.Longs.of(rows.stream().mapToLong(Row::time).toArray()),
                Column.Longs.of(rows.stream().mapToLong(Row::revokedAt).toArray()),
                Column.Floats.of(ones(n)),
                Column.Floats.of(prices(rows)),
                Column.Ints.of(once),
                Column.Ints.of(missing),
                Column.Ints.of(missing.clone()));
    }

    private static float[] ones(int n) {
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static float[] prices(List<Row> rows) {
        float[] prices = new float[rows.size()];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = rows.get(i).price;
        }
        return prices;
    }

    private Items items(List<String> names, List<Long> firstSeen) {
        int[] unknown = new int[names.size()];
        Arrays.fill(unknown, -1);
        return new Items(
                Vocabulary.of(names),
                Column.Longs.of(firstSeen.stream().mapToLong(each -> each).toArray()),
                Vocabulary.of(names.stream().map(title).toList()),
                Column.Ints.of(unknown),
                Vocabulary.of(List.of()),
                Column.Ints.of(unknown.clone()),
                Vocabulary.of(List.of()));
    }
}
