package dev.tidecast.app.registry;

import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a model, told by their path in its folder. */
public final class VersionFiles {
    private VersionFiles() {}

    /** SHA-256 of each file; empty where there is no folder. */
    public static Map<String, String> checksums(Path folder) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        for (Path file : files(folder)) {
            checksums.put(folder.relativize(file).toString().replace('\\', '/'), Artefact.sha256(file));
        }
        return checksums;
    }

    /** Makes {@code to} a folder of the same files: hard links, which take no room, or copies where they can't be made. */
    static void link(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            try {
                Files.createLink(target, file);
            } catch (UnsupportedOperationException | FileSystemException noLinks) {
                Files.copy(file, target);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
