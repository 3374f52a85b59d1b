package dev.tidecast.app.config;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that a configuration names, relative to its own folder; {@code *}, {@code ?} and {@code **} stand
 * for any.
 */
final class SourceFiles {
    private final Path folder;

    SourceFiles(Path folder) {
        this.folder = folder;
    }

    /** All files under {@code key}, in the order named and those of a glob sorted; each missing one is a problem. */
    List<Path> resolve(Section section, String key, Problems problems) {
        List<String> names = section.texts(key);
        List<Path> files = new ArrayList<>();
        if (names.isEmpty()) {
            problems.add(section.place(key), "files is missing: name at least one, as in \"files: [log.csv.gz]\"");
        }
        for (String name : names) {
            try {
                List<Path> found = named(name);
                if (found.isEmpty()) {
                    problems.add(section.place(key), missing(name));
                }
                files.addAll(found);
            } catch (IOException | InvalidPathException wrong) {
                problems.add(section.place(key), "files: \"" + name + "\" can't be looked for: " + wrong.getMessage());
            }
        }
        return files.stream().distinct().toList();
    }

    /** One file, or null where the key is absent or the file is missing. */
    @Nullable
    Path single(Section section, String key, Problems problems) {
        String name = section.text(key);
        if (name == null || name.isBlank()) {
            return null;
        }
        Path file = folder.resolve(name).normalize();
        if (Files.isRegularFile(file)) {
            return file;
        }
        problems.add(section.place(key), missing(name));
        return null;
    }

    private List<Path> named(String name) throws IOException {
        if (!name.matches(".*[*?\\[{].*")) {
            Path file = folder.resolve(name).normalize();
            return Files.isRegularFile(file) ? List.of(file) : List.of();
        }
        int fixed = name.substring(0, indexOfGlob(name)).lastIndexOf('/') + 1;
        Path start = folder.resolve(name.substring(0, fixed)).normalize();
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name.substring(fixed));
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(start.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    private String missing(String name) {
        return "no file \"" + name + "\" in " + folder + ": paths are relative to the configuration's own folder";
    }

    private static int indexOfGlob(String name) {
        int at = 0;
        while ("*?[{".indexOf(name.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
