package dev.tidecast.app.store;

import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a run's artefacts lie; one run at a time holds its lock, which the system releases if the run is killed. */
public final class OutputFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;

    private OutputFolder(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /**
     * Creates the folder where it is missing and locks it.
     *
     * @throws UnusableFolderException if another run holds it or nothing can be written into it
     */
    public static OutputFolder lock(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                channel.close();
                throw new UnusableFolderException(
                        root + " is in use by another run of tidecast: wait for it, or name another folder with --out");
            }
            sweep(folder);
            return new OutputFolder(folder, channel);
        } catch (AccessDeniedException | FileAlreadyExistsException denied) {
            throw new UnusableFolderException(
                    "can't write into " + root + ": make it a writable folder, or name another with --out");
        } catch (IOException wrong) {
            throw new UnusableFolderException("can't use " + root + " for output ("
                    + (wrong instanceof NoSuchFileException ? "no folder can be made there" : wrong.getMessage())
                    + "): make it a writable folder, or name another with --out");
        }
    }

    /** Removes what a killed run left: temporary files, which nobody reads. */
    private static void sweep(Path folder) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            for (Path each : left.toList()) {
                String name = each.getFileName().toString();
                if (name.startsWith(".tidecast-spill") || name.endsWith(".tidecast-tmp")) {
                    Artefact.deleteTree(each);
                }
            }
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** The folder cannot take a run's output. */
    public static final class UnusableFolderException extends RuntimeException {
        public UnusableFolderException(String message) {
            super(message);
        }
    }

    public Path root() {
        return root;
    }

    public Path dataset() {
        return root.resolve("dataset");
    }

    public Path rejects() {
        return root.resolve("rejects.parquet");
    }

    public Path cleaning() {
        return root.resolve("cleaning.json");
    }

    public Path model() {
        return root.resolve("model");
    }

    /** Of a model that the recipe does not forecast with. */
    public Path trained(String model) {
        return root.resolve("trained").resolve(model);
    }

    public Path backtest() {
        return root.resolve("backtest.json");
    }

    public Path backtestDetails() {
        return root.resolve("backtest-details.json");
    }

    public Path report() {
        return root.resolve("report.html");
    }

    public Path summary() {
        return root.resolve("summary.json");
    }

    public Path steps() {
        return root.resolve("steps");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
