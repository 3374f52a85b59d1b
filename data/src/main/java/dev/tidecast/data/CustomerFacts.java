package dev.tidecast.data;

import dev.tidecast.event.BadInputException;
import dev.tidecast.event.EventLog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the customer table says of users; of several rows about one user the last counts. */
final class CustomerFacts {
    private CustomerFacts() {}

    /** By attribute, in the table's order: the texts of {@code users}, empty where unknown. */
    static Map<String, List<String>> of(Database database, EventLog log, List<String> users) throws SQLException {
        EventLog.CustomerTable customers = log.customers();
        if (customers == null) {
            return Map.of();
        }
        Path plain = Relation.plain(database, customers.file(), customers.format(), Integer.MAX_VALUE - 1);
        try (Connection connection = database.fork()) {
            Relation table = Relation.of(connection, customers.file(), plain, customers.format());
            List<String> columns = new ArrayList<>(table.columns());
            columns.remove(customers.user());
            Map<String, List<String>> attributes = new LinkedHashMap<>();
            columns.forEach(column -> attributes.put(column, new ArrayList<>(Collections.nCopies(users.size(), ""))));
            if (!read(connection, table, customers.user(), users, attributes) && !users.isEmpty()) {
                throw new BadInputException("no user of the log is in " + customers.file() + ": its column \""
                        + customers.user() + "\" must hold the codes of mapping.user, such as \"" + users.getFirst()
                        + "\"; name the right one under customers.user");
            }
            return attributes;
        }
    }

    /** Fills the texts of those users that the table names; false if it names none. */
    private static boolean read(
            Connection connection, Relation table, String key, List<String> users, Map<String, List<String>> attributes)
            throws SQLException {
        Map<String, Integer> places = new HashMap<>();
        users.forEach(user -> places.put(user, places.size()));
        String texts = attributes.keySet().stream()
                .map(column -> ", " + table.text(column))
                .collect(Collectors.joining());
        boolean met = false;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + table.text(key) + texts + " FROM " + table.from())) {
            while (row.next()) {
                Integer place = places.get(row.getString(1));
                if (place != null) {
                    met = true;
                    set(row, place, attributes);
                }
            }
        }
        return met;
    }

    private static void set(ResultSet row, int place, Map<String, List<String>> attributes) throws SQLException {
        int column = 2;
        for (List<String> attribute : attributes.values()) {
            String text = row.getString(column++);
            attribute.set(place, text == null ? "" : text);
        }
    }
}
