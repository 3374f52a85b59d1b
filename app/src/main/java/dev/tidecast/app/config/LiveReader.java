package dev.tidecast.app.config;

import dev.tidecast.app.source.Feeds;
import dev.tidecast.app.source.FileFeed;
import dev.tidecast.app.source.TableFeed;
import dev.tidecast.app.source.TopicFeed;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.TimeFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads {@code live}: the sources that go on while the service runs. */
final class LiveReader {
    private static final Duration FILE_PAUSE = Duration.ofSeconds(1);
    private static final Duration TABLE_PAUSE = Duration.ofSeconds(5);
    private static final int OVERLAP = 100;

    private final SourcesReader sources;
    private final Path folder;
    private final Problems problems;

    LiveReader(SourcesReader sources, Path folder, Problems problems) {
        this.sources = sources;
        this.folder = folder;
        this.problems = problems;
    }

    Feeds feeds(Section live) {
        List<FileFeed> files = new ArrayList<>();
        List<TopicFeed> topics = new ArrayList<>();
        List<TableFeed> tables = new ArrayList<>();
        each(live, "files", entry -> add(files, file(entry)));
        each(live, "kafka", entry -> add(topics, topics(entry)));
        each(live, "jdbc", entry -> add(tables, table(entry)));
        live.done();
        return new Feeds(files, topics, tables);
    }

    private static <T> void add(List<T> list, @Nullable T value) {
        if (value != null) {
            list.add(value);
        }
    }

    private static void each(Section live, String key, Consumer<Section> reading) {
        for (Section entry : live.sections(key)) {
            reading.accept(entry);
            entry.done();
        }
    }

    private @Nullable FileFeed file(Section entry) {
        Path path =
                folder.resolve(entry.required("path", "incoming/events.csv")).normalize();
        Duration every = every(entry, FILE_PAUSE);
        LogSource source = source(entry, path, true);
        return source == null ? null : problems.attempt(entry.place(), () -> new FileFeed(source, every));
    }

    private @Nullable TopicFeed topics(Section entry) {
        String servers = entry.required("servers", "localhost:9092");
        List<String> names = entry.texts("topics");
        boolean latest = entry.parsed("from", false, text -> switch (text) {
            case "earliest" -> false;
            case "latest" -> true;
            default -> throw new IllegalArgumentException("earliest or latest is expected");
        });
        Map<String, String> properties = entry.words("properties");
        return problems.attempt(entry.place(), () -> new TopicFeed(servers, names, latest, properties));
    }

    private @Nullable TableFeed table(Section entry) {
        Path name = folder.resolve(entry.required("name", "shop-events")).normalize();
        String url = entry.required("url", "jdbc:postgresql://localhost/shop");
        String user = entry.text("user");
        String password = entry.text("password-variable");
        String query = entry.required("query", "select * from events where id > ? order by id");
        String cursor = entry.text("cursor", "id");
        int overlap = entry.integer("overlap", OVERLAP);
        Duration every = every(entry, TABLE_PAUSE);
        LogSource source = source(entry, name, false);
        return source == null
                ? null
                : problems.attempt(
                        entry.place(), () -> new TableFeed(url, user, password, query, cursor, overlap, source, every));
    }

    private @Nullable LogSource source(Section entry, Path path, boolean ofText) {
        FileFormat format = ofText
                ? new FormatReader(sources.overlaid("format", entry), problems).format(List.of(path))
                : FileFormat.csv();
        Mapping mapping = new MappingReader(sources.overlaid("mapping", entry), sources.zone(), problems).mapping();
        if (mapping == null || format == null) {
            return null;
        }
        if (mapping.timeFormat().kind() == TimeFormat.Kind.ORDER) {
            problems.add(entry.place(), "a log that has only an order can't go on live: it needs times");
            return null;
        }
        return problems.attempt(entry.place(), () -> new LogSource(List.of(path), format, mapping, null, null));
    }

    private static Duration every(Section entry, Duration otherwise) {
        return entry.parsed("every", otherwise, text -> {
            String unit = text.replaceAll("[0-9]", "");
            long number = text.matches("[0-9]+(ms|s|m)") ? Long.parseLong(text.replaceAll("[a-z]", "")) : -1;
            return switch (number < 0 ? "" : unit) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> throw new IllegalArgumentException("a pause like 500ms, 5s or 1m is expected");
            };
        });
    }
}
