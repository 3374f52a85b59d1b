package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Catalogue;
import dev.tidecast.event.EventLog;
import dev.tidecast.sequence.DatasetBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Titles, categories and brands of items: from the catalogue's last row of an item, or the log's latest non-empty ones. */
final class ItemFacts {
    private ItemFacts() {}

    /** The facts of {@code names}, in that order; empty texts where unknown. */
    static DatasetBuilder.ItemTexts of(Database database, EventLog log, CleaningRules rules, List<String> names)
            throws SQLException {
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        List<String> titles = new ArrayList<>(Collections.nCopies(names.size(), ""));
        List<String> categories = new ArrayList<>(titles);
        List<String> brands = new ArrayList<>(titles);
        Catalogue catalogue = log.catalogue();
        if (catalogue == null) {
            return new DatasetBuilder.ItemTexts(names, titles, categories, brands);
        }
        String separator = catalogue.categorySeparator();
        try (Connection connection = database.fork();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql(database, connection, catalogue, rules))) {
            while (row.next()) {
                Integer place = places.get(row.getString(1));
                if (place != null) {
                    set(titles, place, row.getString(2));
                    String path = row.getString(3);
                    set(categories, place, path == null || separator.isEmpty() ? path : path.replace(separator, " > "));
                    set(brands, place, row.getString(4));
                }
            }
        }
        return new DatasetBuilder.ItemTexts(names, titles, categories, brands);
    }

    private static void set(List<String> texts, int place, @Nullable String text) {
        texts.set(place, text == null ? "" : text);
    }

    private static String sql(Database database, Connection connection, Catalogue catalogue, CleaningRules rules)
            throws SQLException {
        Path file = catalogue.file();
        if (file == null) {
            return "SELECT i, " + latest("title") + ", " + latest("category") + ", " + latest("brand")
                    + " FROM every WHERE reason IS NULL AND i IS NOT NULL GROUP BY i";
        }
        Path plain = Relation.plain(file, catalogue.format(), database.folder(), Integer.MAX_VALUE);
        Relation table = Relation.of(connection, file, plain, catalogue.format());
        String item = table.text(catalogue.item());
        return "SELECT " + (rules.itemUpperCase() ? "upper(" + item + ")" : item) + ", "
                + column(table, catalogue.title()) + ", " + column(table, catalogue.category()) + ", "
                + column(table, catalogue.brand()) + " FROM " + table.from();
    }

    private static String latest(String column) {
        return "arg_max(" + column + ", t::HUGEINT * 9223372036854775808 + pos)";
    }

    private static String column(Relation table, @Nullable String column) {
        return column == null ? "NULL" : table.text(column);
    }
}
