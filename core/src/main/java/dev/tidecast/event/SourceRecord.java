package dev.tidecast.event;

/**
 * Where a row stands in the shop's files.
 *
 * @param file the path as the configuration named it
 * @param record the row's number, from 1, header not counted
 * @param place how many rows were read up to it in all files, itself counted and rows that could not be taken apart not:
 *     the time of a log that has only an order
 */
public record SourceRecord(String file, long record, long place) {
    public SourceRecord {
        if (record < 1 || place < 1) {
            throw new IllegalArgumentException(
                    "record " + record + ", place " + place + " of " + file + ": both must be 1 or more");
        }
    }

    @Override
    public String toString() {
        return file + ":" + record;
    }
}
