package dev.tidecast.app.live;

import org.rocksdb.RocksDBException;

/** The store refuses or fails. */
public final class StoreException extends RuntimeException {
    StoreException(String what, RocksDBException cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
