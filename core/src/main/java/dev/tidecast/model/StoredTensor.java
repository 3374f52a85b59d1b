package dev.tidecast.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One tensor as {@link SafeTensors} keeps it: element type, shape and little-endian row-major data. */
public final class StoredTensor {
    /** The element types that Tidecast writes and reads, named as in the safetensors format. */
    public enum ElementType {
        F32(4),
        F64(8),
        I32(4),
        I64(8);

        private final int bytes;

        ElementType(int bytes) {
            this.bytes = bytes;
        }

        /** Bytes of one element. */
        public int bytes() {
            return bytes;
        }
    }

    private final ElementType type;
    private final long[] shape;
    private final ByteBuffer data;

    /** Wraps {@code data}, whose remaining bytes must be exactly the elements of {@code shape}. */
    StoredTensor(ElementType type, long[] shape, ByteBuffer data) {
        long elements = elements(shape);
        if (elements * type.bytes() != data.remaining()) {
            throw new IllegalArgumentException("a tensor " + type + Arrays.toString(shape) + " needs "
                    + elements * type.bytes() + " bytes, but has " + data.remaining());
        }
        this.type = type;
        this.shape = shape.clone();
        this.data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A tensor of 32-bit floats; the values are copied. */
    public static StoredTensor of(float[] values, long... shape) {
        ByteBuffer data = buffer(ElementType.F32, values.length);
        data.asFloatBuffer().put(values);
        return new StoredTensor(ElementType.F32, shape, data);
    }

    /** A tensor of 64-bit floats; the values are copied. */
    public static StoredTensor of(double[] values, long... shape) {
        ByteBuffer data = buffer(ElementType.F64, values.length);
        data.asDoubleBuffer().put(values);
        return new StoredTensor(ElementType.F64, shape, data);
    }

    /** A tensor of 32-bit whole numbers; the values are copied. */
    public static StoredTensor of(int[] values, long... shape) {
        ByteBuffer data = buffer(ElementType.I32, values.length);
        data.asIntBuffer().put(values);
        return new StoredTensor(ElementType.I32, shape, data);
    }

    /** A tensor of 64-bit whole numbers; the values are copied. */
    public static StoredTensor of(long[] values, long... shape) {
        ByteBuffer data = buffer(ElementType.I64, values.length);
        data.asLongBuffer().put(values);
        return new StoredTensor(ElementType.I64, shape, data);
    }

    private static ByteBuffer buffer(ElementType type, int elements) {
        int bytes = Math.multiplyExact(elements, type.bytes());
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Elements of a shape; 1 for the empty shape of a scalar. */
    static long elements(long[] shape) {
        long elements = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "a tensor of shape " + Arrays.toString(shape) + ": sizes are 0 or more");
            }
            elements = Math.multiplyExact(elements, size);
        }
        return elements;
    }

    /** The element type. */
    public ElementType type() {
        return type;
    }

    /** The shape, a copy. */
    public long[] shape() {
        return shape.clone();
    }

    /** The elements of an F32 tensor, row-major, a copy. */
    public float[] floats() {
        require(ElementType.F32);
        float[] values = new float[data.remaining() / Float.BYTES];
        bytes().asFloatBuffer().get(values);
        return values;
    }

    /** The elements of an F64 tensor, row-major, a copy. */
    public double[] doubles() {
        require(ElementType.F64);
        double[] values = new double[data.remaining() / Double.BYTES];
        bytes().asDoubleBuffer().get(values);
        return values;
    }

    /** The elements of an I32 tensor, row-major, a copy. */
    public int[] ints() {
        require(ElementType.I32);
        int[] values = new int[data.remaining() / Integer.BYTES];
        bytes().asIntBuffer().get(values);
        return values;
    }

    /** The elements of an I64 tensor, row-major, a copy. */
    public long[] longs() {
        require(ElementType.I64);
        long[] values = new long[data.remaining() / Long.BYTES];
        bytes().asLongBuffer().get(values);
        return values;
    }

    /** The data, little-endian, read-only. */
    ByteBuffer bytes() {
        return data.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void require(ElementType wanted) {
        if (type != wanted) {
            throw new IllegalStateException("this tensor holds " + type + ", but " + wanted + " was asked for");
        }
    }
}
