package dev.tidecast.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One thing to look at: a row of a file, a user, an item or a day.
 *
 * @param file of the row; null where this is no single row
 * @param record the row's number in the file, from 1, header not counted; null likewise
 * @param user whom it is about; null if it is about no single user
 * @param item which it is about; null likewise
 * @param text what is to be seen there
 */
public record Evidence(
        @Nullable String file,
        @Nullable Long record,
        @Nullable String user,
        @Nullable String item,
        String text) {
    /** A row of a file. */
    public static Evidence row(String file, long record, String text) {
        return new Evidence(file, record, null, null, text);
    }

    public static Evidence user(String user, String text) {
        return new Evidence(null, null, user, null, text);
    }

    public static Evidence item(String item, String text) {
        return new Evidence(null, null, null, item, text);
    }

    /** A day, a month, an hour: what the text says. */
    public static Evidence of(String text) {
        return new Evidence(null, null, null, null, text);
    }
}
