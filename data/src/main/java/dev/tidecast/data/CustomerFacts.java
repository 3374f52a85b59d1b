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
        Path file = customers.file();
        Path plain = Relation.plain(database, file, customers.format(), Integer.MAX_VALUE - 1);
        Map<String, Integer> places = new HashMap<>();
        users.forEach(user -> places.put(user, places.size()));
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        long met = 0;
        try (Connection connection = database.fork();
                Statement statement = connection.createStatement()) {
            Relation table = Relation.of(connection, file, plain, customers.format());
            String key = table.text(customers.user());
            for (String column : table.columns()) {
                if (!column.equals(customers.user())) {
                    attributes.put(column, new ArrayList<>(Collections.nCopies(users.size(), "")));
                }
            }
            String texts = attributes.keySet().stream()
                    .map(column -> ", " + table.text(column))
                    .collect(Collectors.joining());
            try (ResultSet row = statement.executeQuery("SELECT " + key + texts + " FROM " + table.from())) {
                while (row.next()) {
                    Integer place = places.get(row.getString(1));
                    int column = 2;
                    for (List<String> attribute : place == null ? List.<List<String>>of() : attributes.values()) {
                        String text = row.getString(column++);
                        attribute.set(place, text == null ? "" : text);
                    }
                    met += place == null ? 0 : 1;
                }
            }
        }
        if (met == 0 && !users.isEmpty()) {
            throw new BadInputException("no user of the log is in " + file + ": its column \"" + customers.user()
                    + "\" must hold the codes of mapping.user, such as \"" + users.getFirst()
                    + "\"; name the right one under customers.user");
        }
        return attributes;
    }
}
