package dev.tidecast.app.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.intake.Fields;
import dev.tidecast.app.live.EventReader.Row;
import dev.tidecast.clean.RowRules;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.SourceRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One open file and how far it was read. Confined to one thread. */
final class FileReading implements AutoCloseable {
    private static final int BATCH_ROWS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LogSource source;
    private final Path path;
    private final String key;
    private final FileChannel channel;
    private final Delivery delivery;
    private final Map<String, Integer> columns = new HashMap<>();
    private char delimiter = ',';
    private byte[] buffer = new byte[1 << 16];
    private long offset;
    private long record;

    private FileReading(LogSource source, Path path, String key, FileChannel channel, Delivery delivery) {
        this.source = source;
        this.path = path;
        this.key = key;
        this.channel = channel;
        this.delivery = delivery;
        this.offset = delivery.intake().offset(key).orElse(0);
        name(source.format().columns());
    }

    /** Opens a file where its stored place says; {@code key} is the name under which that is stored. */
    static FileReading open(LogSource source, Path path, String key, Delivery delivery) throws IOException {
        return new FileReading(source, path, key, FollowedFile.channel(path), delivery);
    }

    String key() {
        return key;
    }

    /** Delivers all whole records up to the end that the file has now. */
    void readOn() throws IOException, InterruptedException {
        if (channel.size() < offset) {
            offset = 0; // cut short: begun anew
        }
        if (columns.isEmpty() && source.format().kind() != FileFormat.Kind.JSONL && !readHeader()) {
            return;
        }
        while (batch() > 0 && !Thread.currentThread().isInterrupted()) {}
    }

    private boolean readHeader() throws IOException {
        int filled = fill(0);
        int length = Lines.record(buffer, 0, filled, true);
        if (length == 0) {
            return false;
        }
        String head = Lines.text(buffer, 0, length);
        String marked = head.startsWith("\uFEFF") ? head.substring(1) : head;
        delimiter = delimiter(marked);
        name(Fields.split(marked, delimiter));
        offset = Math.max(offset, length);
        return true;
    }

    private char delimiter(String head) {
        String given = source.format().delimiter();
        if (given != null && !given.isEmpty()) {
            return given.charAt(0);
        }
        if (source.format().kind() == FileFormat.Kind.TSV) {
            return '\t';
        }
        return head.indexOf(',') < 0 && head.indexOf(';') >= 0 ? ';' : ',';
    }

    private void name(List<String> names) {
        for (int k = 0; k < names.size(); k++) {
            columns.putIfAbsent(names.get(k).strip(), k);
        }
        if (source.format().columns().equals(names)) {
            delimiter = delimiter("");
        }
    }

    /** Reads from {@code from} as much as the buffer takes, and gives how much there was. */
    private int fill(long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                break;
            }
        }
        return bytes.position();
    }

    private int batch() throws IOException, InterruptedException {
        int filled = fill(offset);
        boolean quotes = source.format().kind() != FileFormat.Kind.JSONL;
        RowRules rules = delivery.intake().rules(source);
        List<Row> rows = new ArrayList<>();
        int at = 0;
        while (rows.size() < BATCH_ROWS) {
            int length = Lines.record(buffer, at, filled, quotes);
            if (length == 0) {
                break;
            }
            String text = Lines.text(buffer, at, length);
            at += length;
            if (!text.isBlank()) {
                rows.add(row(rules, text));
            }
        }
        if (at == 0) {
            return grown(filled);
        }
        delivery.store(rows, Map.of(key, offset + at));
        offset += at;
        return at;
    }

    /** A record that is longer than the buffer gets a longer one; one that is not whole yet is waited for. */
    private int grown(int filled) {
        if (filled < buffer.length) {
            return 0;
        }
        buffer = new byte[2 * buffer.length];
        return 1;
    }

    private Row row(RowRules rules, String text) {
        record++;
        SourceRecord at = new SourceRecord(path.getFileName().toString(), record, record);
        Function<String, @Nullable String> cells =
                source.format().kind() == FileFormat.Kind.JSONL ? json(text) : delimited(text);
        return cells == null
                ? new Row((int) Math.min(record, Integer.MAX_VALUE), null, "unreadable-row")
                : MappedRow.judge(rules, source.mapping(), cells, at, null);
    }

    private @Nullable Function<String, @Nullable String> delimited(String text) {
        List<String> fields = Fields.split(text, delimiter);
        if (fields.size() != columns.size()) {
            return null;
        }
        return column -> {
            Integer place = columns.get(column);
            return place == null ? null : fields.get(place);
        };
    }

    private static @Nullable Function<String, @Nullable String> json(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return !node.isObject()
                    ? null
                    : column -> {
                        JsonNode value = node.get(column);
                        return value == null || value.isNull()
                                ? null
                                : value.isValueNode() ? value.asText() : value.toString();
                    };
        } catch (JsonProcessingException wrong) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
