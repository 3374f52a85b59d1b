package dev.tidecast.data;

import dev.tidecast.event.BadInputException;
import dev.tidecast.event.Mapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the kept prices of each currency, and refuses to mix those that nothing converts. */
final class Currencies {
    private Currencies() {}

    /** Kept rows with a price by the currency they were written in, "" for none; empty where no source maps one. */
    static Map<String, Long> count(Database database, List<Loading.Part> parts) throws SQLException {
        Map<String, Long> all = new TreeMap<>();
        Map<String, Long> mixed = new TreeMap<>();
        for (Loading.Part part : parts) {
            Mapping.CurrencyMapping currency = part.source().mapping().currency();
            if (currency != null && part.source().mapping().price() != null) {
                Map<String, Long> found = count(database, part);
                found.forEach((code, rows) -> all.merge(code, rows, Long::sum));
                if (currency.rates().isEmpty()) {
                    found.forEach((code, rows) -> mixed.merge(code, rows, Long::sum));
                }
            }
        }
        if (mixed.size() > 1) {
            throw mixed(mixed);
        }
        return all;
    }

    private static BadInputException mixed(Map<String, Long> mixed) {
        return new BadInputException("prices are in several currencies: "
                + mixed.entrySet().stream()
                        .map(each -> (each.getKey().isEmpty() ? "(none given)" : each.getKey()) + " " + each.getValue()
                                + " rows")
                        .collect(Collectors.joining(", "))
                + ". Sums over them would mean nothing: keep one with mapping.currency: {column: ..., keep: "
                + mixed.keySet().stream()
                        .filter(code -> !code.isEmpty())
                        .findFirst()
                        .orElse("EUR")
                + "}, or convert them with rates: {GBP: 1, EUR: 0.85}");
    }

    private static Map<String, Long> count(Database database, Loading.Part part) throws SQLException {
        Map<String, Long> found = new TreeMap<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(c, ''), count(*) FROM rows_" + part.number()
                        + " WHERE reason IS NULL AND ps IS NOT NULL GROUP BY ALL")) {
            while (row.next()) {
                found.put(row.getString(1), row.getLong(2));
            }
        }
        return found;
    }
}
