package dev.tidecast.app.config;

import dev.tidecast.event.Catalogue;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads name, timezone, sources, format, mapping, catalogue and customers. */
final class SourcesReader {
    private final Section root;
    private final Path folder;
    private final Problems problems;
    private final ZoneId zone;
    private final List<LogSource> sources = new ArrayList<>();

    SourcesReader(Section root, Path folder, Problems problems) {
        this.root = root;
        this.folder = folder;
        this.problems = problems;
        this.zone = root.parsed("timezone", ZoneOffset.UTC, Instants::zone);
    }

    ZoneId zone() {
        return zone;
    }

    @Nullable
    EventLog log() {
        String name = root.text("name", String.valueOf(folder.getFileName()));
        Node node = root.node("sources");
        List<Node> entries = node instanceof Node.Listing listing ? listing.items() : List.of();
        if (entries.isEmpty()) {
            problems.add(
                    node == null ? root.place() : node.place(),
                    "sources: a list with at least one entry is expected, as in \"sources: [{files: [log.csv]}]\"");
        }
        for (int i = 0; i < entries.size(); i++) {
            LogSource source = source(Section.of("sources[" + (i + 1) + "]", entries.get(i), problems));
            if (source != null) {
                sources.add(source);
            }
        }
        if (entries.isEmpty()) { // look at the rest all the same: problems show all at once
            new MappingReader(root.section("mapping"), zone, problems).mapping();
            new FormatReader(root.section("format"), problems).format(List.of());
        }
        Catalogue catalogue = catalogue();
        EventLog.CustomerTable customers = customers();
        return sources.isEmpty()
                ? null
                : problems.attempt(root.place(), () -> new EventLog(name, sources, catalogue, customers));
    }

    /** The latest instant at which a source file was changed; epoch seconds. */
    long newestChange() {
        return sources.stream()
                .flatMap(source -> source.files().stream())
                .mapToLong(file -> file.toFile().lastModified() / 1_000)
                .max()
                .orElse(0);
    }

    private @Nullable LogSource source(Section entry) {
        List<Path> files = new SourceFiles(folder).resolve(entry, "files", problems);
        Long from = entry.parsed("from", null, text -> Instants.epochSeconds(text, zone));
        Long until = entry.parsed("until", null, text -> Instants.epochSeconds(text, zone));
        FileFormat format = new FormatReader(overlaid("format", entry), problems).format(files);
        Mapping mapping = new MappingReader(overlaid("mapping", entry), zone, problems).mapping();
        entry.done();
        if (files.isEmpty() || format == null || mapping == null) {
            return null;
        }
        return problems.attempt(entry.place(), () -> new LogSource(files, format, mapping, from, until));
    }

    /** The block of all sources under {@code key}, with what this entry says about it laid over. */
    Section overlaid(String key, Section entry) {
        Node all = root.node(key);
        Node own = entry.node(key);
        if (all instanceof Node.Block base && own instanceof Node.Block over) {
            return new Section(key, base.overlaid(over), problems);
        }
        Node chosen = own == null ? all : own;
        return chosen == null ? root.section(key) : Section.of(key, chosen, problems);
    }

    private @Nullable Catalogue catalogue() {
        if (!root.has("catalogue")) {
            return null;
        }
        Section section = root.section("catalogue");
        Path file = new SourceFiles(folder).single(section, "file", problems);
        FileFormat format =
                new FormatReader(section.section("format"), problems).format(file == null ? List.of() : List.of(file));
        Catalogue catalogue = new Catalogue(
                file,
                format == null ? FileFormat.csv() : format,
                section.has("file") ? section.required("item", "id") : section.text("item", ""),
                section.text("title"),
                section.text("category"),
                section.text("category-separator", " > "),
                section.text("brand"),
                section.text("price"),
                section.text("description"),
                section.text("image"));
        section.done();
        return catalogue;
    }

    private EventLog.@Nullable CustomerTable customers() {
        if (!root.has("customers")) {
            return null;
        }
        Section section = root.section("customers");
        section.required("file", "customers.csv");
        Path file = new SourceFiles(folder).single(section, "file", problems);
        String user = section.required("user", "id");
        FileFormat format =
                new FormatReader(section.section("format"), problems).format(file == null ? List.of() : List.of(file));
        section.done();
        return file == null || format == null ? null : new EventLog.CustomerTable(file, format, user);
    }
}
