package dev.tidecast.sequence;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Texts by number: UTF-8 bytes end to end and int64 offsets [size + 1], as stored. */
public final class Vocabulary {
    private final Column.Bytes bytes;
    private final Column.Longs offsets;

    /** Numbers by text; made when first asked for, since most runs never ask. */
    private volatile @org.jspecify.annotations.Nullable Map<String, Integer> numbers;

    public Vocabulary(Column.Bytes bytes, Column.Longs offsets) {
        if (offsets.length() < 1 || offsets.get(offsets.length() - 1) != bytes.length()) {
            throw new IllegalArgumentException(
                    "vocabulary offsets do not end at its " + bytes.length() + " bytes: the dataset is damaged");
        }
        this.bytes = bytes;
        this.offsets = offsets;
    }

    /** A vocabulary of texts in the order given. */
    public static Vocabulary of(List<String> texts) {
        return of(texts.size(), texts::get);
    }

    /** A vocabulary of {@code size} texts by number. */
    static Vocabulary of(int size, IntFunction<String> texts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        long[] ends = new long[size + 1];
        for (int i = 0; i < size; i++) {
            all.writeBytes(texts.apply(i).getBytes(StandardCharsets.UTF_8));
            ends[i + 1] = all.size();
        }
        return new Vocabulary(Column.Bytes.of(all.toByteArray()), Column.Longs.of(ends));
    }

    /** {@code size} empty texts. */
    static Vocabulary empty(int size) {
        return new Vocabulary(Column.Bytes.of(), Column.Longs.of(new long[size + 1]));
    }

    public int size() {
        return (int) (offsets.length() - 1);
    }

    /** The text with number {@code index}, which is from 0 to {@link #size} - 1. */
    public String get(int index) {
        long from = offsets.get(index);
        byte[] text = bytes.data()
                .asSlice(from, offsets.get(index + 1L) - from)
                .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** All texts in their order. */
    public List<String> texts() {
        return java.util.stream.IntStream.range(0, size()).mapToObj(this::get).toList();
    }

    /** The number of {@code text}, -1 if it is not there; the first one if it is there twice. */
    public int indexOf(String text) {
        Map<String, Integer> known = numbers;
        if (known == null) {
            known = new HashMap<>();
            for (int i = 0; i < size(); i++) {
                known.putIfAbsent(get(i), i);
            }
            numbers = known;
        }
        return known.getOrDefault(text, -1);
    }

    Column.Bytes bytes() {
        return bytes;
    }

    Column.Longs offsets() {
        return offsets;
    }
}
