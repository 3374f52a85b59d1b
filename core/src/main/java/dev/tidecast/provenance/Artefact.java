package dev.tidecast.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes files and folders so that a crash leaves the old or the new, never half: temporary name beside the target,
 * fsync, rename. Whatever bears a temporary name is rubbish and is removed by the next write of the same target.
 */
public final class Artefact {
    private static final String TEMPORARY = ".tidecast-tmp";
    private static final String PREVIOUS = ".tidecast-old";

    private Artefact() {}

    /** Fills a file or a folder at the path that it is given. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path path) throws IOException;
    }

    /** Writes one file, replacing an older one at once. */
    public static void writeFile(Path target, Content content) throws IOException {
        Path temporary = sibling(target, TEMPORARY);
        Files.createDirectories(parent(target));
        deleteTree(temporary);
        content.writeTo(temporary);
        sync(temporary);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(parent(target));
    }

    /** Writes one file of text. */
    public static void writeText(Path target, String text) throws IOException {
        writeFile(target, path -> Files.writeString(path, text));
    }

    /** Writes a whole folder; an older one of the same name is replaced and then removed. */
    public static void writeFolder(Path target, Content content) throws IOException {
        recover(target);
        Path temporary = sibling(target, TEMPORARY);
        Path previous = sibling(target, PREVIOUS);
        deleteTree(temporary);
        Files.createDirectories(temporary);
        content.writeTo(temporary);
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.toList()) {
                sync(file);
            }
        }
        if (Files.exists(target)) {
            Files.move(target, previous, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        sync(parent(target));
        deleteTree(previous);
    }

    /** Puts the old folder back if a crash fell between the two renames of {@link #writeFolder}; call before reading. */
    public static void recover(Path target) throws IOException {
        Path previous = sibling(target, PREVIOUS);
        if (!Files.exists(previous)) {
            return;
        }
        if (Files.exists(target)) {
            deleteTree(previous);
        } else {
            Files.move(previous, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The SHA-256 of a file's bytes, in hex. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = digest();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    /** The SHA-256 of texts, each followed by a zero byte, in hex. */
    public static String sha256(List<String> texts) {
        MessageDigest digest = digest();
        for (String text : texts) {
            digest.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Removes a file, or a folder with all in it; does nothing where there is none. */
    public static void deleteTree(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException | UncheckedIOException absent) {
            if (Files.exists(path)) {
                throw absent;
            }
        }
    }

    private static Path sibling(Path target, String ending) {
        return target.resolveSibling(target.getFileName() + ending);
    }

    private static Path parent(Path target) {
        Path parent = target.toAbsolutePath().getParent();
        return parent == null ? target : parent;
    }

    private static void sync(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        if (folder && System.getProperty("os.name", "").startsWith("Windows")) {
            return; // a folder can't be opened there, and renames are durable without it
        }
        try (FileChannel channel =
                FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
