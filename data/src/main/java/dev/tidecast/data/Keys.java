package dev.tidecast.data;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** The texts of one column; SQL's arbitrary keys get numbers in the order in which they are first asked for. */
final class Keys {
    private final List<String> texts;
    private final int[] numbers;
    private final int[] keys;
    private int size;

    private Keys(List<String> texts) {
        this.texts = texts;
        this.numbers = new int[texts.size()];
        this.keys = new int[texts.size()];
        Arrays.fill(numbers, -1);
    }

    /** Makes the table {@code key_COLUMN(x, k)} of the distinct texts of a column of {@code passed}. */
    static Keys of(Database database, String column) throws SQLException {
        String table = "key_" + column;
        database.run("CREATE TEMP TABLE " + table + " AS SELECT x, CAST(row_number() OVER () - 1 AS INTEGER) AS k FROM"
                + " (SELECT DISTINCT " + column + " AS x FROM passed WHERE " + column + " IS NOT NULL)");
        return new Keys(Database.texts(database.connection(), "SELECT x FROM " + table + " ORDER BY k"));
    }

    int number(int key) {
        if (key < 0) {
            return -1;
        }
        if (numbers[key] < 0) {
            numbers[key] = size;
            keys[size++] = key;
        }
        return numbers[key];
    }

    /** The texts by number. */
    List<String> texts() {
        return Arrays.stream(keys, 0, size).mapToObj(texts::get).toList();
    }
}
