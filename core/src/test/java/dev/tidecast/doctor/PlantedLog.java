package dev.tidecast.doctor;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.Target;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A made-up shop without defects, seeded: 400 users who come over the whole year, by day, view and then buy a few of
 * their liked items in orders; and the means to plant a defect in it.
 */
final class PlantedLog {
    static final long SEED = 20261124;
    static final long START = LocalDate.of(2025, 1, 6).toEpochDay() * Subject.DAY;
    static final int DAYS = 300;
    private static final int USERS = 400;
    private static final int ITEMS = 250;

    record Row(String user, String item, Behaviour behaviour, long time, float price, int order) {
        Row at(long other) {
            return new Row(user, item, behaviour, other, price, order);
        }

        Row by(String other) {
            return new Row(other, item, behaviour, time, price, order);
        }

        Row priced(float other) {
            return new Row(user, item, behaviour, time, other, order);
        }

        long day() {
            return Math.floorDiv(time - START, Subject.DAY);
        }
    }

    final List<Row> rows = new ArrayList<>();
    private final Random random = new Random(SEED);
    private ZoneId zone = ZoneOffset.UTC;
    private int horizon = 30;
    private Predicate<String> titled = item -> true;
    private boolean zoned = true;
    private int orders;

    PlantedLog() {
        for (int user = 0; user < USERS; user++) {
            int first = random.nextInt(DAYS * 4 / 5);
            double everyDays = 6 + 20 * random.nextDouble();
            for (double day = first; day < DAYS; day += everyDays * (0.5 + random.nextDouble())) {
                visit("u" + user, (long) day, user);
            }
        }
    }

    private void visit(String user, long day, int taste) {
        long time = START + day * Subject.DAY + 8 * 3_600 + random.nextInt(13 * 3_600);
        int order = orders++;
        int wanted = 2 + random.nextInt(4);
        List<String> basket = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            int item = random.nextInt(3) == 0 ? random.nextInt(ITEMS) : (taste * 7 + random.nextInt(8)) % ITEMS;
            basket.add("i" + item);
            time += 20 + random.nextInt(200);
            rows.add(new Row(user, "i" + item, Behaviour.VIEW, time, Float.NaN, -1));
        }
        for (String item : basket.stream().distinct().toList()) {
            rows.add(new Row(user, item, Behaviour.PURCHASE, time + 60, price(item), order));
        }
    }

    static float price(String item) {
        return 2 + Integer.parseInt(item.substring(1)) % 50;
    }

    Random random() {
        return random;
    }

    int nextOrder() {
        return orders++;
    }

    PlantedLog change(Function<Row, Row> change) {
        rows.replaceAll(change::apply);
        return this;
    }

    PlantedLog zone(String name) {
        zone = ZoneId.of(name);
        return this;
    }

    PlantedLog localTimes() {
        zoned = false;
        return this;
    }

    PlantedLog horizon(int days) {
        horizon = days;
        return this;
    }

    PlantedLog titled(Predicate<String> items) {
        titled = items;
        return this;
    }

    Dataset dataset() {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingLong(Row::time));
        TreeMap<String, Integer> users = new TreeMap<>();
        TreeMap<String, Integer> items = new TreeMap<>();
        List<String> userNames = new ArrayList<>();
        List<String> itemNames = new ArrayList<>();
        DatasetBuilder builder = new DatasetBuilder();
        for (Row row : sorted) {
            int user = number(users, userNames, row.user);
            int item = number(items, itemNames, row.item);
            builder.add(user, item, row.behaviour.ordinal(), row.time, 1, row.price, row.order, -1);
        }
        List<String> titles = itemNames.stream()
                .map(item -> titled.test(item) ? "thing " + item : "")
                .toList();
        List<String> categories = itemNames.stream()
                .map(item -> "c" + Math.floorMod(item.hashCode(), 9))
                .toList();
        List<String> none = java.util.Collections.nCopies(itemNames.size(), "");
        return builder.build(
                "planted",
                zone,
                true,
                userNames,
                new DatasetBuilder.ItemTexts(itemNames, titles, categories, none),
                List.of());
    }

    private static int number(TreeMap<String, Integer> numbers, List<String> names, String name) {
        return numbers.computeIfAbsent(name, unseen -> {
            names.add(name);
            return names.size() - 1;
        });
    }

    Subject subject() {
        return new Subject(
                dataset(),
                new Target(Behaviour.PURCHASE, horizon),
                List.of(1, 7, 30),
                CleaningRules.standard(Long.MAX_VALUE),
                zoned);
    }

    DoctorReport report() {
        return DatasetChecks.report(subject(), rows.size() + 1L, List.of());
    }
}
