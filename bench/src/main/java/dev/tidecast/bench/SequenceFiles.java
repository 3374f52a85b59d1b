package dev.tidecast.bench;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Reads the public logs of leave-one-out benchmarks: for each user the items in order, with times where there are any. */
final class SequenceFiles {
    private SequenceFiles() {}

    /** One event: item and epoch seconds, or the place in the order. */
    record Event(int item, long time) {}

    /** A log: the events of each user, and whether times are a clock. */
    record Log(List<List<Event>> users, boolean clock, int items) {
        /** The dataset of all events but the last of each user; items are called by their numbers. */
        Dataset butTheLast(String name) {
            DatasetBuilder builder = new DatasetBuilder();
            for (int user = 0; user < users.size(); user++) {
                for (Event event : users.get(user).subList(0, users.get(user).size() - 1)) {
                    builder.add(user, event.item(), Behaviour.VIEW.ordinal(), event.time(), 1, 0, -1, -1);
                }
            }
            List<String> none = Collections.nCopies(items, "");
            return builder.build(
                    name,
                    ZoneOffset.UTC,
                    clock,
                    IntStream.range(0, users.size()).mapToObj(Integer::toString).toList(),
                    new DatasetBuilder.ItemTexts(
                            IntStream.range(0, items)
                                    .mapToObj(Integer::toString)
                                    .toList(),
                            none,
                            none,
                            none),
                    List.of());
        }
    }

    /** Reads {@code ml-1m}, {@code s3rec_beauty} (a user a line) or {@code ml-100k} (user, item, rating, time). */
    static Log read(String name) throws IOException {
        String folder = System.getenv("TIDECAST_TEST_DATA");
        if (folder == null) {
            throw new IOException("TIDECAST_TEST_DATA is not set: it names the folder with the test data");
        }
        return switch (name) {
            case "ml-1m" -> lines(Path.of(folder, "ml-1m", "ml-1m_sequences.txt.gz"));
            case "s3rec_beauty" -> lines(Path.of(folder, "s3rec_beauty", "Beauty.txt.gz"));
            case "ml-100k" -> rows(Path.of(folder, "ml-100k", "ml-100k.inter.gz"));
            default -> throw new IOException("no log '" + name + "': ml-100k, ml-1m and s3rec_beauty are known");
        };
    }

    private static Log lines(Path file) throws IOException {
        List<List<Event>> users = new ArrayList<>();
        int most = 0;
        try (BufferedReader reader = open(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] words = line.split(" ");
                List<Event> events = new ArrayList<>();
                for (int p = 1; p < words.length; p++) {
                    int item = Integer.parseInt(words[p]);
                    most = Math.max(most, item);
                    events.add(new Event(item, p));
                }
                users.add(events);
            }
        }
        return new Log(users, false, most + 1);
    }

    private static Log rows(Path file) throws IOException {
        Map<String, List<Event>> users = new LinkedHashMap<>();
        int most = 0;
        try (BufferedReader reader = open(file)) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] words = line.split("\t");
                int item = Integer.parseInt(words[1]);
                most = Math.max(most, item);
                users.computeIfAbsent(words[0], user -> new ArrayList<>())
                        .add(new Event(item, (long) Double.parseDouble(words[3])));
            }
        }
        users.values().forEach(events -> events.sort(Comparator.comparingLong(Event::time)));
        return new Log(List.copyOf(users.values()), true, most + 1);
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }
}
