package dev.tidecast.sequence;

import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The names under which a dataset's columns are stored. */
final class DatasetColumns {
    static final Set<String> NAMES = Set.of(
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
            "queries.offsets");

    private DatasetColumns() {}

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
        Items items = dataset.items();
        columns.put("item_first_seen", items.firstSeen());
        columns.put("item_category", items.category());
        columns.put("item_brand", items.brand());
        put(columns, "users", dataset.users());
        put(columns, "items", items.names());
        put(columns, "titles", items.titles());
        put(columns, "categories", items.categories());
        put(columns, "brands", items.brands());
        put(columns, "queries", dataset.queries());
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
        Items items = new Items(
                vocabulary(columns, "items"),
                get(columns, "item_first_seen", Column.Longs.class),
                vocabulary(columns, "titles"),
                get(columns, "item_category", Column.Ints.class),
                vocabulary(columns, "categories"),
                get(columns, "item_brand", Column.Ints.class),
                vocabulary(columns, "brands"));
        return new Dataset(
                name, zone, clock, vocabulary(columns, "users"), items, vocabulary(columns, "queries"), rows);
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
