package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.NumberReader;
import dev.tidecast.event.BadInputException;
import dev.tidecast.event.Catalogue;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.FileFormat;
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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is known of items: from a catalogue, or the latest that the log itself says. */
final class ItemFacts {
    private ItemFacts() {}

    /** The facts of {@code names}, in that order; empty texts and NaN where unknown. */
    static DatasetBuilder.ItemTexts of(Database database, EventLog log, CleaningRules rules, List<String> names)
            throws SQLException {
        List<List<String>> facts = IntStream.range(0, RowColumns.FACTS.size())
                .<List<String>>mapToObj(fact -> new ArrayList<>(Collections.nCopies(names.size(), "")))
                .toList();
        Catalogue catalogue = log.catalogue();
        if (catalogue == null) {
            return texts(names, facts, "", FileFormat.csv());
        }
        if (!read(database, catalogue, rules, names, facts) && !names.isEmpty() && catalogue.file() != null) {
            throw new BadInputException("no item of the log is in " + catalogue.file() + ": its column \""
                    + catalogue.item() + "\" must hold the codes of mapping.item, such as \"" + names.getFirst()
                    + "\"; name the right one under catalogue.item");
        }
        FileFormat format = catalogue.file() == null ? log.sources().getFirst().format() : catalogue.format();
        return texts(names, facts, catalogue.categorySeparator(), format);
    }

    /** Fills the facts of those items that the catalogue names; false if it names none. */
    private static boolean read(
            Database database, Catalogue catalogue, CleaningRules rules, List<String> names, List<List<String>> facts)
            throws SQLException {
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        boolean met = false;
        try (Connection connection = database.fork();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql(database, connection, catalogue, rules))) {
            while (row.next()) {
                Integer place = places.get(row.getString(1));
                for (int fact = 0; place != null && fact < facts.size(); fact++) {
                    met = true;
                    String text = row.getString(fact + 2);
                    facts.get(fact).set(place, text == null ? "" : text);
                }
            }
        }
        return met;
    }

    private static DatasetBuilder.ItemTexts texts(
            List<String> names, List<List<String>> facts, String separator, FileFormat format) {
        UnaryOperator<String> path = text -> separator.isEmpty() ? text : text.replace(separator, " > ");
        NumberReader numbers = new NumberReader(format.decimal(), format.thousands());
        return new DatasetBuilder.ItemTexts(
                names,
                facts.get(0),
                facts.get(1).stream().map(path).toList(),
                facts.get(2),
                facts.get(3).stream().map(text -> (float) numbers.read(text)).toList(),
                facts.get(4),
                facts.get(5));
    }

    private static String sql(Database database, Connection connection, Catalogue catalogue, CleaningRules rules)
            throws SQLException {
        Map<String, @Nullable String> facts = RowColumns.facts(catalogue);
        Path file = catalogue.file();
        if (file == null) {
            return facts.entrySet().stream()
                    .map(fact -> fact.getValue() == null ? "NULL" : latest(fact.getKey()))
                    .collect(Collectors.joining(
                            ", ", "SELECT i, ", " FROM every WHERE reason IS NULL AND i IS NOT NULL GROUP BY i"));
        }
        Path plain = Relation.plain(database, file, catalogue.format(), Integer.MAX_VALUE);
        Relation table = Relation.of(connection, file, plain, catalogue.format());
        String item = table.text(catalogue.item());
        return facts.values().stream()
                .map(column -> column == null ? "NULL" : table.text(column))
                .collect(Collectors.joining(
                        ", ",
                        "SELECT " + (rules.itemUpperCase() ? "upper(" + item + ")" : item) + ", ",
                        " FROM " + table.from()));
    }

    private static String latest(String column) {
        return "arg_max(" + column + ", t::HUGEINT * 9223372036854775808 + pos)";
    }
}
