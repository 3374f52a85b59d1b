package dev.tidecast.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON header of a safetensors file: which tensor lies where, and the file's texts. */
record SafeTensorsHeader(List<Entry> entries, Map<String, String> metadata, long dataFrom) {
    static final String METADATA = "__metadata__";

    /** The format's own limit on a header; a larger number means that the file is something else. */
    private static final long MAX_BYTES = 100_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    SafeTensorsHeader {
        entries = List.copyOf(entries);
        metadata = Map.copyOf(metadata);
    }

    /** One tensor: its bytes lie at [from, from + bytes) of the data. */
    record Entry(String name, StoredTensor.ElementType type, long[] shape, long from, long bytes) {
        Entry {
            shape = shape.clone();
            if (Math.multiplyExact(StoredTensor.elements(shape), (long) type.bytes()) != bytes) {
                throw new IllegalArgumentException(
                        "tensor '" + name + "' has " + bytes + " bytes, not what " + type + " and its shape ask for");
            }
        }
    }

    /** The header's bytes, length first, padded by spaces so that the data starts at a multiple of 8. */
    static ByteBuffer write(SortedMap<String, StoredTensor> tensors, SortedMap<String, String> metadata)
            throws IOException {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = root.putObject(METADATA);
            metadata.forEach(texts::put);
        }
        long from = 0;
        for (Map.Entry<String, StoredTensor> named : tensors.entrySet()) {
            from = describe(root.putObject(named.getKey()), named.getValue(), from);
        }
        byte[] json = JSON.writeValueAsBytes(root);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer bytes = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded).put(json);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.flip();
    }

    private static long describe(ObjectNode node, StoredTensor tensor, long from) {
        node.put("dtype", tensor.type().name());
        var shape = node.putArray("shape");
        for (long size : tensor.shape()) {
            shape.add(size);
        }
        long to = from + tensor.bytes().remaining();
        node.putArray("data_offsets").add(from).add(to);
        return to;
    }

    static SafeTensorsHeader read(FileChannel channel) throws IOException {
        long length = SafeTensors.readFully(channel, 0, 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 2 || length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "its header's length is given as " + length + " bytes; allowed are 2 to " + MAX_BYTES);
        }
        String text = StandardCharsets.UTF_8
                .decode(SafeTensors.readFully(channel, 8, length))
                .toString();
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("its header is not JSON: " + wrong.getOriginalMessage(), wrong);
        }
        return of(root, 8 + length, channel.size());
    }

    private static SafeTensorsHeader of(JsonNode root, long dataFrom, long fileBytes) {
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new TreeMap<>();
        root.properties().forEach(named -> {
            if (named.getKey().equals(METADATA)) {
                named.getValue()
                        .properties()
                        .forEach(t -> metadata.put(t.getKey(), t.getValue().asText()));
            } else {
                entries.add(entry(named.getKey(), named.getValue()));
            }
        });
        entries.sort(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::bytes));
        long end = 0;
        for (Entry entry : entries) {
            if (entry.from() != end) {
                throw new IllegalArgumentException("tensor '" + entry.name() + "' starts at byte " + entry.from()
                        + " of the data, expected " + end + " (no holes, no overlaps)");
            }
            end += entry.bytes();
        }
        if (dataFrom + end != fileBytes) {
            throw new IllegalArgumentException(
                    "its tensors end at byte " + (dataFrom + end) + ", the file at byte " + fileBytes);
        }
        return new SafeTensorsHeader(entries, metadata, dataFrom);
    }

    private static Entry entry(String name, JsonNode node) {
        JsonNode sizes = node.path("shape");
        JsonNode offsets = node.path("data_offsets");
        if (!sizes.isArray() || offsets.size() != 2) {
            throw new IllegalArgumentException("tensor '" + name + "' lacks its shape or its two data_offsets");
        }
        long[] shape = new long[sizes.size()];
        for (int k = 0; k < shape.length; k++) {
            shape[k] = sizes.get(k).asLong(-1);
        }
        long from = offsets.get(0).asLong(-1);
        return new Entry(
                name,
                type(name, node.path("dtype").asText("")),
                shape,
                from,
                offsets.get(1).asLong(-1) - from);
    }

    private static StoredTensor.ElementType type(String name, String dtype) {
        for (StoredTensor.ElementType type : StoredTensor.ElementType.values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        throw new IllegalArgumentException("tensor '" + name + "' holds '" + dtype + "'; Tidecast reads "
                + List.of(StoredTensor.ElementType.values()) + ". Convert it");
    }
}
