package dev.tidecast.model;

import dev.tidecast.provenance.Artefact;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named tensors and texts in one file of the open safetensors format, readable from Python, Rust and here.
 *
 * <p>The file: header length (8 bytes, little-endian), a JSON header, then the data in the order of the names. Equal
 * content gives equal bytes. Source: huggingface/safetensors, "Format".
 */
public final class SafeTensors {
    private final SortedMap<String, StoredTensor> tensors;
    private final SortedMap<String, String> metadata;

    /** Takes tensors by name and texts by key; both maps are copied. */
    public SafeTensors(Map<String, StoredTensor> tensors, Map<String, String> metadata) {
        this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        this.metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        if (tensors.containsKey(SafeTensorsHeader.METADATA)) {
            throw new IllegalArgumentException("a tensor is called " + SafeTensorsHeader.METADATA
                    + ", which the format keeps for texts; rename it");
        }
    }

    /** All tensors by name. */
    public SortedMap<String, StoredTensor> tensors() {
        return tensors;
    }

    /** All texts by key. */
    public SortedMap<String, String> metadata() {
        return metadata;
    }

    /** The tensor called {@code name}; its absence is an error that lists what is there. */
    public StoredTensor tensor(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor '" + name + "'; there are " + tensors.keySet());
        }
        return tensor;
    }

    /** The text under {@code key}; its absence is an error that lists what is there. */
    public String text(String key) {
        String text = metadata.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text '" + key + "'; there are " + metadata.keySet());
        }
        return text;
    }

    /** Writes all to {@code file} (to a temporary name, fsynced, renamed) and returns its SHA-256 in hex. */
    public String write(Path file) throws IOException {
        Artefact.writeFile(file, this::writeTo);
        return Artefact.sha256(file);
    }

    private void writeTo(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeFully(channel, SafeTensorsHeader.write(tensors, metadata));
            for (StoredTensor tensor : tensors.values()) {
                writeFully(channel, tensor.bytes());
            }
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads {@code file} whole; whatever is wrong with it is an {@link IOException} that names the file. */
    public static SafeTensors read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            SafeTensorsHeader header = SafeTensorsHeader.read(channel);
            Map<String, StoredTensor> tensors = new TreeMap<>();
            for (SafeTensorsHeader.Entry entry : header.entries()) {
                ByteBuffer data = readFully(channel, header.dataFrom() + entry.from(), entry.bytes());
                tensors.put(entry.name(), new StoredTensor(entry.type(), entry.shape(), data));
            }
            return new SafeTensors(tensors, header.metadata());
        } catch (EOFException | IllegalArgumentException | ArithmeticException wrong) {
            throw new IOException(
                    file + " is not a readable safetensors file: " + wrong.getMessage()
                            + "; it may be cut off or of another format",
                    wrong);
        }
    }

    static ByteBuffer readFully(FileChannel channel, long from, long bytes) throws IOException {
        if (bytes < 0 || from + bytes > channel.size()) {
            throw new EOFException(bytes + " bytes are announced from byte " + from + " on, but the file ends at byte "
                    + channel.size());
        }
        ByteBuffer data = ByteBuffer.allocate(Math.toIntExact(bytes));
        while (data.hasRemaining()) {
            if (channel.read(data, from + data.position()) < 0) {
                throw new EOFException("the file ends at byte " + (from + data.position()));
            }
        }
        return data.flip();
    }
}
