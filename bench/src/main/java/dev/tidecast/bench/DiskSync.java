package dev.tidecast.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How long fdatasync of 4 KB takes on a folder's disk while something else goes on. */
final class DiskSync implements Runnable {
    private static final long PAUSE_MILLIS = 50;

    private final Path folder;
    private final Latencies latencies = new Latencies();

    DiskSync(Path folder) {
        this.folder = folder;
    }

    Latencies latencies() {
        return latencies;
    }

    @Override
    public void run() {
        try {
            Path file = Files.createTempFile(folder, "sync", ".tidecast-tmp");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                while (!Thread.currentThread().isInterrupted()) {
                    channel.write(ByteBuffer.allocate(4_096));
                    long began = System.nanoTime();
                    channel.force(false);
                    latencies.add(System.nanoTime() - began);
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException | java.nio.channels.ClosedByInterruptException done) {
                Thread.currentThread().interrupt();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
