package dev.tidecast.sequence;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One column of a dataset: a typed view of a memory segment, mapped from a file or on the heap.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the npy format</a>
 */
public sealed interface Column {
    /** How numpy calls the type of an element, little-endian. */
    String dtype();

    /** The elements' bytes, little-endian. */
    MemorySegment data();

    /** The number of elements. */
    long length();

    /** Bytes, numpy's u1. */
    record Bytes(MemorySegment data) implements Column {
        public static Bytes of(byte... values) {
            return new Bytes(MemorySegment.ofArray(values));
        }

        public int get(long index) {
            return data.get(ValueLayout.JAVA_BYTE, index) & 0xff;
        }

        @Override
        public String dtype() {
            return "|u1";
        }

        @Override
        public long length() {
            return data.byteSize();
        }
    }

    /** Integers of 32 bits, numpy's i4. */
    record Ints(MemorySegment data) implements Column {
        public static Ints of(int... values) {
            return new Ints(MemorySegment.ofArray(values));
        }

        public int get(long index) {
            return data.get(ValueLayout.JAVA_INT_UNALIGNED, index << 2);
        }

        @Override
        public String dtype() {
            return "<i4";
        }

        @Override
        public long length() {
            return data.byteSize() >> 2;
        }
    }

    /** Integers of 64 bits, numpy's i8. */
    record Longs(MemorySegment data) implements Column {
        public static Longs of(long... values) {
            return new Longs(MemorySegment.ofArray(values));
        }

        public long get(long index) {
            return data.get(ValueLayout.JAVA_LONG_UNALIGNED, index << 3);
        }

        @Override
        public String dtype() {
            return "<i8";
        }

        @Override
        public long length() {
            return data.byteSize() >> 3;
        }
    }

    /** Floats of 32 bits, numpy's f4; NaN stands for a missing value. */
    record Floats(MemorySegment data) implements Column {
        public static Floats of(float... values) {
            return new Floats(MemorySegment.ofArray(values));
        }

        public float get(long index) {
            return data.get(ValueLayout.JAVA_FLOAT_UNALIGNED, index << 2);
        }

        @Override
        public String dtype() {
            return "<f4";
        }

        @Override
        public long length() {
            return data.byteSize() >> 2;
        }
    }
}
