package dev.tidecast.sequence;

/**
 * The columns of a dataset's N interactions, ordered by user, then time, then place in the source.
 *
 * @param userOffsets int64 [U + 1]: user u has rows userOffsets[u] to userOffsets[u + 1] - 1
 * @param item int32 [N], -1 where the event has none; items are numbered by the time they were first seen
 * @param behaviour uint8 [N], ordinals of {@link dev.tidecast.event.Behaviour}
 * @param time int64 [N], epoch seconds
 * @param revokedAt int64 [N], epoch seconds of a later event that took this one back; {@link #NEVER} if none did
 * @param quantity float32 [N], NaN where missing
 * @param price float32 [N], of one unit, NaN where missing
 * @param repeats int32 [N], how many equal rows were folded into this one, itself counted
 * @param order int32 [N], number of the order or session, -1 where missing
 * @param query int32 [N], number in the vocabulary of queries, -1 where missing
 */
public record Interactions(
        Column.Longs userOffsets,
        Column.Ints item,
        Column.Bytes behaviour,
        Column.Longs time,
        Column.Longs revokedAt,
        Column.Floats quantity,
        Column.Floats price,
        Column.Ints repeats,
        Column.Ints order,
        Column.Ints query) {
    /** In {@code revokedAt}: the event stands. */
    public static final long NEVER = Long.MAX_VALUE;

    public Interactions {
        long rows = item.length();
        long[] lengths = {
            behaviour.length(),
            time.length(),
            revokedAt.length(),
            quantity.length(),
            price.length(),
            repeats.length(),
            order.length(),
            query.length()
        };
        for (long length : lengths) {
            if (length != rows) {
                throw new IllegalArgumentException(
                        "a column has " + length + " rows and another " + rows + ": all must have the same");
            }
        }
        if (userOffsets.length() < 1 || userOffsets.get(userOffsets.length() - 1) != rows) {
            throw new IllegalArgumentException("user offsets do not end at row " + rows + ": the dataset is damaged");
        }
    }

    /** N. */
    public long rows() {
        return item.length();
    }
}
