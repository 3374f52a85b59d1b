package dev.tidecast.app.source;

import dev.tidecast.app.live.Intake;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows a file as it grows, like {@code tail -F}: one that was renamed is read to its end before the new one of its name
 * is begun, also if both happened while nobody looked; one that was cut short is begun anew. Files are told apart by what
 * the file system calls them, not by name.
 */
final class FollowedFile implements LiveSource {
    private final FileFeed feed;
    private final Path path;

    FollowedFile(FileFeed feed) {
        this.feed = feed;
        this.path = feed.source().files().getFirst();
    }

    @Override
    public String name() {
        return "file " + path.getFileName();
    }

    @Override
    public void follow(Delivery delivery) throws IOException, InterruptedException {
        for (Path left : rotated(delivery.intake())) {
            try (FileReading reading = FileReading.open(feed.source(), left, key(left), delivery)) {
                reading.readOn();
            }
        }
        FileReading reading = null;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                reading = lookAt(reading, delivery);
                Thread.sleep(feed.every());
            }
        } finally {
            if (reading != null) {
                reading.close();
            }
        }
    }

    private @Nullable FileReading lookAt(@Nullable FileReading before, Delivery delivery)
            throws IOException, InterruptedException {
        FileReading reading = before;
        String key = keyOrNull();
        if (reading != null) {
            reading.readOn(); // to the end also of one that has been renamed by now
            if (key != null && !key.equals(reading.key())) {
                reading.readOn();
                reading.close();
                reading = null;
            }
        }
        if (reading == null && key != null) {
            reading = FileReading.open(feed.source(), path, key, delivery);
            reading.readOn();
        }
        delivery.alive();
        return reading;
    }

    private @Nullable String keyOrNull() throws IOException {
        try {
            return key(path);
        } catch (NoSuchFileException notYet) {
            return null;
        }
    }

    /** Device, number and birth: a name that stays with the file when it is renamed. */
    private static String key(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return "file:" + attributes.fileKey() + "@" + attributes.creationTime().toMillis();
    }

    /** Files that were this one before and are not read to their ends, the oldest first. */
    private List<Path> rotated(Intake intake) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        List<Path> found = new ArrayList<>();
        if (folder == null || !Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> beside = Files.list(folder)) {
            for (Path each : beside.filter(file -> file.getFileName().toString().startsWith(path.getFileName() + ".")
                            && Files.isRegularFile(file))
                    .toList()) {
                long at = intake.offset(key(each)).orElse(Long.MAX_VALUE);
                if (at < Files.size(each)) {
                    found.add(each);
                }
            }
        }
        found.sort(Comparator.comparing(file -> file.toFile().lastModified()));
        return found;
    }

    static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, java.nio.file.StandardOpenOption.READ);
    }
}
