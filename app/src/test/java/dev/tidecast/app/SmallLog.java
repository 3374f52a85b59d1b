package dev.tidecast.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** A real log that is small enough for the gate: the first customers of the bundled one. */
final class SmallLog {
    private static final Path WHOLE = Path.of("..", "examples", "online-retail", "online_retail.csv.gz");
    private static final int CUSTOMER = 6;

    private SmallLog() {}

    /** Writes log.csv with all rows of the first {@code customers} and a tidecast.yaml beside it. */
    static Path write(Path folder, int customers, String recipe) throws IOException {
        List<String> kept = new ArrayList<>();
        Set<String> chosen = new LinkedHashSet<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(WHOLE)), StandardCharsets.UTF_8))) {
            kept.add(lines.readLine());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
                String customer = fields[CUSTOMER];
                if (!customer.isEmpty() && (chosen.contains(customer) || chosen.size() < customers)) {
                    chosen.add(customer);
                    kept.add(line);
                }
            }
        }
        Files.write(folder.resolve("log.csv"), kept);
        return config(folder, recipe);
    }

    /** Writes a tidecast.yaml for a log.csv with the columns of the bundled log. */
    static Path config(Path folder, String recipe) throws IOException {
        return Files.writeString(folder.resolve("tidecast.yaml"), """
                name: small
                timezone: Europe/London
                sources: [{files: [log.csv]}]
                format: {type: csv, delimiter: ",", header: true}
                mapping:
                  user: CustomerID
                  item: StockCode
                  time: {column: InvoiceDate, format: "yyyy-MM-dd HH:mm:ss"}
                  behaviour: purchase
                  quantity: Quantity
                  price: UnitPrice
                  order: InvoiceNo
                cleaning:
                  earliest: 2000-01-01
                  latest: 2100-01-01
                  item-case: upper
                  cancellations: {orders: 'C', action: apply}
                """ + "recipe: " + recipe + "\n");
    }
}
