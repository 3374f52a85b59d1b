package dev.tidecast.sequence;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names under which a dataset's columns are stored. */
final class DatasetColumns {
    private static final Set<String> NAMES = Set.of(
            "user_offsets",
            "item",
            "behaviour",
            "time",
            "revoked_at",
            "quantity",
            "price",
            "repeats",
            "order",
            "query",
            "item_first_seen",
            "item_category",
            "item_brand",
            "users.bytes",
            "users.offsets",
            "items.bytes",
            "items.offsets",
            "titles.bytes",
            "titles.offsets",
            "categories.bytes",
            "categories.offsets",
            "brands.bytes",
            "brands.offsets",
            "queries.bytes",
            "queries.offsets",
            "item_price",
            "descriptions.bytes",
            "descriptions.offsets",
            "images.bytes",
            "images.offsets");

    private static final String CUSTOMER = "customer_";

    private DatasetColumns() {}

    /** Whether this version reads a column; the price, descriptions, images and customers may be absent. */
    static boolean reads(String name) {
        return NAMES.contains(name) || name.startsWith(CUSTOMER);
    }

    static Map<String, Column> of(Dataset dataset) {
        Map<String, Column> columns = new LinkedHashMap<>();
        Interactions rows = dataset.interactions();
        columns.put("user_offsets", rows.userOffsets());
        columns.put("item", rows.item());
        columns.put("behaviour", rows.behaviour());
        columns.put("time", rows.time());
        columns.put("revoked_at", rows.revokedAt());
        columns.put("quantity", rows.quantity());
        columns.put("price", rows.price());
        columns.put("repeats", rows.repeats());
        columns.put("order", rows.order());
        columns.put("query", rows.query());
        put(columns, "users", dataset.users());
        put(columns, dataset.items());
        put(columns, "queries", dataset.queries());
        put(columns, dataset.customers());
        return columns;
    }

    static Dataset dataset(String name, ZoneId zone, boolean clock, Map<String, Column> columns) throws IOException {
        Interactions rows = new Interactions(
                get(columns, "user_offsets", Column.Longs.class),
                get(columns, "item", Column.Ints.class),
                get(columns, "behaviour", Column.Bytes.class),
                get(columns, "time", Column.Longs.class),
                get(columns, "revoked_at", Column.Longs.class),
                get(columns, "quantity", Column.Floats.class),
                get(columns, "price", Column.Floats.class),
                get(columns, "repeats", Column.Ints.class),
                get(columns, "order", Column.Ints.class),
                get(columns, "query", Column.Ints.class));
        return new Dataset(
                name,
                zone,
                clock,
                vocabulary(columns, "users"),
                customers(columns),
                items(columns),
                vocabulary(columns, "queries"),
                rows);
    }

    private static Items items(Map<String, Column> columns) throws IOException {
        Vocabulary names = vocabulary(columns, "items");
        return new Items(
                names,
                get(columns, "item_first_seen", Column.Longs.class),
                vocabulary(columns, "titles"),
                get(columns, "item_category", Column.Ints.class),
                vocabulary(columns, "categories"),
                get(columns, "item_brand", Column.Ints.class),
                vocabulary(columns, "brands"),
                columns.containsKey("item_price")
                        ? get(columns, "item_price", Column.Floats.class)
                        : Items.unpriced(names.size()),
                optional(columns, "descriptions", names.size()),
                optional(columns, "images", names.size()));
    }

    private static Customers customers(Map<String, Column> columns) throws IOException {
        List<String> attributes = optional(columns, CUSTOMER + "attributes", 0).texts();
        List<Column.Ints> numbers = new ArrayList<>();
        List<Vocabulary> texts = new ArrayList<>();
        for (int i = 0; i < attributes.size(); i++) {
            numbers.add(get(columns, CUSTOMER + i, Column.Ints.class));
            texts.add(vocabulary(columns, CUSTOMER + i));
        }
        return new Customers(attributes, numbers, texts);
    }

    private static Vocabulary optional(Map<String, Column> columns, String name, int size) throws IOException {
        return columns.containsKey(name + ".offsets") ? vocabulary(columns, name) : Vocabulary.empty(size);
    }

    private static void put(Map<String, Column> columns, Items items) {
        columns.put("item_first_seen", items.firstSeen());
        columns.put("item_category", items.category());
        columns.put("item_brand", items.brand());
        put(columns, "items", items.names());
        put(columns, "titles", items.titles());
        put(columns, "categories", items.categories());
        put(columns, "brands", items.brands());
        columns.put("item_price", items.price());
        put(columns, "descriptions", items.descriptions());
        put(columns, "images", items.images());
    }

    private static void put(Map<String, Column> columns, Customers customers) {
        put(columns, CUSTOMER + "attributes", Vocabulary.of(customers.attributes()));
        for (int i = 0; i < customers.attributes().size(); i++) {
            columns.put(CUSTOMER + i, customers.numbers().get(i));
            put(columns, CUSTOMER + i, customers.texts().get(i));
        }
    }

    private static void put(Map<String, Column> columns, String name, Vocabulary vocabulary) {
        columns.put(name + ".bytes", vocabulary.bytes());
        columns.put(name + ".offsets", vocabulary.offsets());
    }

    private static Vocabulary vocabulary(Map<String, Column> columns, String name) throws IOException {
        return new Vocabulary(
                get(columns, name + ".bytes", Column.Bytes.class), get(columns, name + ".offsets", Column.Longs.class));
    }

    private static <T extends Column> T get(Map<String, Column> columns, String name, Class<T> type)
            throws IOException {
        Column column = columns.get(name);
        if (!type.isInstance(column)) {
            throw new IOException("the column " + name + " is "
                    + (column == null ? "missing" : "of type " + column.dtype()) + ": run prepare again");
        }
        return type.cast(column);
    }
}
