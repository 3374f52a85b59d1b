package dev.tidecast.sequence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Many texts in little room: their bytes end to end. Confined to one thread. */
final class GrowingTexts {
    private byte[] bytes = new byte[1 << 12];
    private int[] ends = new int[1 << 8];
    private int size;

    void add(String text) {
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        if (size + 1 == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size + 2);
        }
        int end = Math.addExact(ends[size], more.length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * bytes.length)));
        }
        System.arraycopy(more, 0, bytes, ends[size], more.length);
        ends[++size] = end;
    }

    int size() {
        return size;
    }

    String get(int index) {
        return new String(bytes, ends[index], ends[index + 1] - ends[index], StandardCharsets.UTF_8);
    }
}
