package dev.tidecast.app.live;

import dev.tidecast.event.Behaviour;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How an event lies in the store. Key: user, NUL, time with its sign bit turned, sequence number; both big-endian, so
 * that a user's events lie together in time order and ties in the order of arrival. Value: version, behaviour, a bit for
 * each part that is there, the parts, a CRC-32C of key and value.
 */
final class EventCodec {
    private static final byte VERSION = 1;
    private static final int TAIL = 1 + 2 * Long.BYTES;
    private static final int CHECKSUM = Integer.BYTES;

    private EventCodec() {}

    static byte[] key(String user, long time, long sequence) {
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + TAIL)
                .put(name)
                .put((byte) 0)
                .putLong(time ^ Long.MIN_VALUE)
                .putLong(sequence)
                .array();
    }

    /** The first key of a user's events, and the first key after them. */
    static byte[][] range(String user) {
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        byte[] from = java.util.Arrays.copyOf(name, name.length + 1);
        byte[] to = from.clone();
        to[name.length] = 1;
        return new byte[][] {from, to};
    }

    static String user(byte[] key) {
        return new String(key, 0, key.length - TAIL, StandardCharsets.UTF_8);
    }

    /** Whether two keys are of events of the same user. */
    static boolean ofOneUser(byte[] one, byte[] other) {
        return Arrays.equals(one, 0, one.length - TAIL, other, 0, other.length - TAIL);
    }

    static long sequence(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
    }

    static byte[] value(byte[] key, LiveEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        bytes.write(VERSION);
        bytes.write(event.behaviour().ordinal());
        bytes.write(parts(event));
        putDouble(bytes, event.quantity());
        putDouble(bytes, event.price());
        putText(bytes, event.item());
        putText(bytes, event.order());
        putText(bytes, event.query());
        putText(bytes, event.id());
        byte[] content = bytes.toByteArray();
        return ByteBuffer.allocate(content.length + CHECKSUM)
                .put(content)
                .putInt(checksum(key, content, content.length))
                .array();
    }

    private static int parts(LiveEvent event) {
        return (event.item() == null ? 0 : 1)
                | (event.order() == null ? 0 : 2)
                | (event.query() == null ? 0 : 4)
                | (event.id() == null ? 0 : 8)
                | (Double.isNaN(event.quantity()) ? 0 : 16)
                | (Double.isNaN(event.price()) ? 0 : 32)
                | (event.cancels() ? 64 : 0);
    }

    static LiveEvent read(byte[] key, byte[] value) {
        int content = value.length - CHECKSUM;
        if (content < 3 || ByteBuffer.wrap(value).getInt(content) != checksum(key, value, content)) {
            throw new DamagedEventException("an event of user " + user(key) + " is damaged in the store");
        }
        ByteBuffer bytes = ByteBuffer.wrap(value, 0, content);
        byte version = bytes.get();
        if (version != VERSION) {
            throw new DamagedEventException("an event of user " + user(key) + " has format " + version
                    + "; this version reads " + VERSION + ": start the version that wrote it");
        }
        try {
            return read(key, bytes);
        } catch (BufferUnderflowException | IndexOutOfBoundsException wrong) {
            throw new DamagedEventException("an event of user " + user(key) + " ends too early");
        }
    }

    private static LiveEvent read(byte[] key, ByteBuffer bytes) {
        Behaviour behaviour = Behaviour.values()[bytes.get()];
        int parts = bytes.get();
        double quantity = (parts & 16) == 0 ? Double.NaN : bytes.getDouble();
        double price = (parts & 32) == 0 ? Double.NaN : bytes.getDouble();
        String item = (parts & 1) == 0 ? null : text(bytes);
        String order = (parts & 2) == 0 ? null : text(bytes);
        String query = (parts & 4) == 0 ? null : text(bytes);
        String id = (parts & 8) == 0 ? null : text(bytes);
        long time = ByteBuffer.wrap(key).getLong(key.length - 2 * Long.BYTES) ^ Long.MIN_VALUE;
        return new LiveEvent(user(key), item, behaviour, time, quantity, price, order, query, id, (parts & 64) != 0);
    }

    private static void putDouble(ByteArrayOutputStream bytes, double value) {
        if (!Double.isNaN(value)) {
            bytes.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        }
    }

    private static void putText(ByteArrayOutputStream bytes, @Nullable String text) {
        if (text != null) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(Short.BYTES)
                    .putShort((short) utf8.length)
                    .array());
            bytes.writeBytes(utf8);
        }
    }

    private static String text(ByteBuffer bytes) {
        byte[] utf8 = new byte[bytes.getShort()];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static int checksum(byte[] key, byte[] content, int length) {
        CRC32C sum = new CRC32C();
        sum.update(key, 0, key.length);
        sum.update(content, 0, length);
        return (int) sum.getValue();
    }
}
