package dev.tidecast.event;

/**
 * Where a row stands in the shop's files.
 *
 * @param file the path as the configuration named it
 * @param record the row's number, from 1, header not counted
 */
public record SourceRecord(String file, long record) {
    public SourceRecord {
        if (record < 1) {
            throw new IllegalArgumentException("record number " + record + " of " + file + " must be 1 or more");
        }
    }

    @Override
    public String toString() {
        return file + ":" + record;
    }
}
