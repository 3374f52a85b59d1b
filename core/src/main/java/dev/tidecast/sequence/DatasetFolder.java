package dev.tidecast.sequence;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dataset on disk: {@code manifest.json} and one npy file a column, memory-mapped when opened. Columns that the
 * manifest names and this version does not know are ignored.
 */
public final class DatasetFolder {
    private static final String FORMAT = "tidecast-dataset";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private DatasetFolder() {}

    private record Entry(String file, String dtype, long length, String sha256) {}

    private record Shard(long rows, Map<String, Entry> columns) {}

    private record Manifest(String format, int version, String name, String zone, boolean clock, List<Shard> shards) {}

    /**
     * Writes the whole of a dataset, replacing an older one at once.
     *
     * @throws UncheckedIOException if the folder can't be written; the message names it
     */
    public static void write(Dataset dataset, Path folder) {
        try {
            Artefact.writeFolder(folder, to -> fill(dataset, to));
        } catch (IOException failed) {
            throw new UncheckedIOException("can't write the dataset " + folder + ": " + failed, failed);
        }
    }

    private static void fill(Dataset dataset, Path folder) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Column> each : DatasetColumns.of(dataset).entrySet()) {
            Path file = folder.resolve(each.getKey() + ".npy");
            Column column = each.getValue();
            Npy.write(file, column);
            entries.put(
                    each.getKey(),
                    new Entry(each.getKey() + ".npy", column.dtype(), column.length(), Artefact.sha256(file)));
        }
        Shard shard = new Shard(dataset.interactions().rows(), entries);
        Manifest manifest = new Manifest(
                FORMAT, VERSION, dataset.name(), dataset.zone().getId(), dataset.hasClock(), List.of(shard));
        Files.writeString(
                folder.resolve("manifest.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest));
    }

    /**
     * Opens a dataset; its columns stay mapped for as long as anything refers to them.
     *
     * @throws UncheckedIOException if there is none, it is of a later version, or a column is missing or cut short
     */
    public static Dataset open(Path folder) {
        try {
            Artefact.recover(folder);
            Manifest manifest = manifest(folder);
            Map<String, Column> columns = new LinkedHashMap<>();
            for (Map.Entry<String, Entry> each :
                    manifest.shards().getFirst().columns().entrySet()) {
                if (DatasetColumns.reads(each.getKey())) {
                    columns.put(each.getKey(), column(folder, each.getValue()));
                }
            }
            return DatasetColumns.dataset(manifest.name(), ZoneId.of(manifest.zone()), manifest.clock(), columns);
        } catch (IOException failed) {
            throw new UncheckedIOException("can't open the dataset " + folder + ": " + failed.getMessage(), failed);
        } catch (IllegalArgumentException damaged) {
            throw new UncheckedIOException(
                    new IOException("the dataset " + folder + " is damaged: " + damaged.getMessage(), damaged));
        }
    }

    /**
     * Compares every column's checksum with the manifest.
     *
     * @throws UncheckedIOException naming the first column that differs
     */
    public static void verify(Path folder) {
        try {
            for (Entry entry : manifest(folder).shards().getFirst().columns().values()) {
                String found = Artefact.sha256(folder.resolve(entry.file()));
                if (!found.equals(entry.sha256())) {
                    throw new IOException(folder.resolve(entry.file()) + " has the checksum " + found + " and not "
                            + entry.sha256() + ": it was changed; run prepare again");
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Manifest manifest(Path folder) throws IOException {
        Path file = folder.resolve("manifest.json");
        Manifest manifest;
        try {
            manifest = JSON.readValue(Files.readString(file), Manifest.class);
        } catch (NoSuchFileException absent) {
            throw new IOException("there is no " + file + ": run prepare first", absent);
        }
        if (!FORMAT.equals(manifest.format()) || manifest.version() > VERSION) {
            throw new IOException(file + " is of format " + manifest.format() + " " + manifest.version() + ": " + FORMAT
                    + " up to " + VERSION + " is read; run prepare again or use a newer Tidecast");
        }
        if (manifest.shards().size() != 1) {
            throw new IOException(file + " lists " + manifest.shards().size() + " shards: 1 is read");
        }
        return manifest;
    }

    private static Column column(Path folder, Entry entry) throws IOException {
        Path file = folder.resolve(entry.file());
        Column column = Npy.map(file);
        if (column.length() != entry.length() || !column.dtype().equals(entry.dtype())) {
            throw new IOException(file + " holds " + column.length() + " elements of " + column.dtype()
                    + ", the manifest says " + entry.length() + " of " + entry.dtype() + ": run prepare again");
        }
        return column;
    }
}
