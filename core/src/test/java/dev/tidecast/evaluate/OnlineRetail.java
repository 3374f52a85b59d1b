package dev.tidecast.evaluate;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Interactions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Online Retail I + II by the protocol of the quick study, read here without the room that reads logs. */
final class OnlineRetail {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String OVERLAP = "2010-12-01";

    private OnlineRetail() {}

    /** The two files, older first, in the bundled examples or the folder of test data. */
    static Optional<List<Path>> files() {
        String data = System.getenv().getOrDefault("TIDECAST_TEST_DATA", "absent");
        Path bundled = Path.of("..", "examples", "online-retail");
        return Stream.of(
                        List.of(
                                bundled.resolve("online_retail_2009-2010.csv.gz"),
                                bundled.resolve("online_retail.csv.gz")),
                        List.of(
                                Path.of(data, "online_retail_II", "online_retail_2009-2010.csv.gz"),
                                Path.of(data, "online_retail", "online_retail.csv.gz")))
                .filter(pair -> pair.stream().allMatch(Files::exists))
                .findFirst();
    }

    static Dataset read(List<Path> files) throws IOException {
        TestShop shop = new TestShop(LONDON);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < files.size(); i++) {
            boolean older = i == 0;
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(files.get(i))), StandardCharsets.UTF_8))) {
                lines.readLine();
                lines.lines().map(OnlineRetail::fields).forEach(row -> add(row, older, seen, shop));
            } catch (UncheckedIOException unread) {
                throw unread.getCause();
            }
        }
        return shop.dataset();
    }

    private static void add(List<String> row, boolean older, Set<String> seen, TestShop shop) {
        String item = row.get(1).strip().toUpperCase(Locale.ROOT);
        String time = row.get(4);
        String user = row.get(6);
        boolean wanted = !user.isEmpty()
                && !row.get(0).startsWith("C")
                && item.matches("\\d{5}.*")
                && Double.parseDouble(row.get(3)) > 0
                && Double.parseDouble(row.get(5)) > 0
                && !(older && time.compareTo(OVERLAP) >= 0);
        if (wanted && seen.add(user + ' ' + item + ' ' + time)) {
            long at = LocalDateTime.parse(time, TIME).atZone(LONDON).toEpochSecond();
            shop.add(user, item, Behaviour.PURCHASE, at, Interactions.NEVER);
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char each = line.charAt(i);
            if (each == '"') {
                quoted = !quoted;
            } else if (each == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(each);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
