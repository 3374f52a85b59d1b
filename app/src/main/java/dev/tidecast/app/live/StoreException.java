package dev.tidecast.app.live;

import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The store refuses or fails. */
public final class StoreException extends RuntimeException {
    StoreException(String what, Exception cause) {
        super(what + ": " + cause.getMessage(), cause);
    }

    /** Whether an error comes of a disk without room, in plain words as systems say it. */
    public static boolean isFullDisk(Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (String.valueOf(each.getMessage()).contains("No space left")) {
                return true;
            }
        }
        return false;
    }

    /** What to tell whoever asked: neither paths nor names. */
    public static String reason(Throwable error) {
        if (isFullDisk(error)) {
            return "the disk is full: this goes on by itself when there is room";
        }
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (isDamage(each)) {
                return "what is stored of this is damaged: the log tells more, and a backup can be restored";
            }
        }
        return "the store failed: the log tells more";
    }

    /** Whether an error is that of stored bytes which are not those that were written. */
    static boolean isDamage(Throwable error) {
        return error instanceof DamagedEventException || error instanceof RocksDBException it && isCorruption(it);
    }

    private static boolean isCorruption(RocksDBException failed) {
        return failed.getStatus() != null && failed.getStatus().getCode() == Status.Code.Corruption;
    }
}
