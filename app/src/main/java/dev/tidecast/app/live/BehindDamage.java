package dev.tidecast.app.live;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Finds where an iterator can be read again behind a damaged block. Where the block ends no one tells: it is looked for
 * ever farther from where reading failed, and then halved down to the nearest key that can be read. Between several
 * damaged blocks close together some that could be read may be passed over.
 */
final class BehindDamage {
    private static final int FINER = 4;

    private final Supplier<RocksIterator> iterators;

    /** {@code iterators} gives a new one each time: one that met damage does not tell of it reliably a second time. */
    BehindDamage(Supplier<RocksIterator> iterators) {
        this.iterators = iterators;
    }

    /** A key from {@code failed} on from which rows can be read; null if there is none. */
    byte @Nullable [] from(byte[] failed) {
        if (reads(failed)) {
            return failed;
        }
        byte[] bad = failed;
        for (int length = failed.length; length >= 0; length--) {
            byte[] farther = after(failed, length);
            if (reads(farther)) {
                return nearest(bad, farther);
            }
            bad = farther;
        }
        return null;
    }

    /** The first key of that length behind all that begin like {@code key}; with length 0 the end of all names. */
    private static byte[] after(byte[] key, int length) {
        byte[] prefix = Arrays.copyOf(key, length);
        for (int at = length - 1; at >= 0; at--) {
            if (prefix[at] != (byte) 0xFF) {
                prefix[at]++;
                return Arrays.copyOf(prefix, at + 1);
            }
        }
        return new byte[] {(byte) 0xFF};
    }

    private boolean reads(byte[] key) {
        try (RocksIterator rows = iterators.get()) {
            rows.seek(key);
            rows.status();
            return true;
        } catch (RocksDBException damaged) {
            return false;
        }
    }

    private byte[] nearest(byte[] bad, byte[] good) {
        int width = Math.max(bad.length, good.length) + FINER;
        BigInteger low = new BigInteger(1, Arrays.copyOf(bad, width));
        BigInteger high = new BigInteger(1, Arrays.copyOf(good, width));
        while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = low.add(high).shiftRight(1);
            if (reads(bytes(middle, width))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return bytes(high, width);
    }

    private static byte[] bytes(BigInteger number, int width) {
        byte[] all = new byte[width];
        byte[] digits = number.toByteArray();
        int length = Math.min(width, digits.length);
        System.arraycopy(digits, digits.length - length, all, width - length, length);
        return all;
    }
}
