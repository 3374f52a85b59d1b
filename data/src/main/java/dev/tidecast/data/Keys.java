package dev.tidecast.data;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** The texts of one column; SQL's arbitrary keys get numbers in the order in which they are first asked for. */
final class Keys {
    private final String table;
    private final int[] numbers;
    private final int[] keys;
    private int size;

    private Keys(String table, int count) {
        this.table = table;
        this.numbers = new int[count];
        this.keys = new int[count];
        Arrays.fill(numbers, -1);
    }

    /** Makes the table {@code key_COLUMN(x)} of the distinct texts of a column of {@code passed}; keys are its rowids. */
    static void store(Database database, String column) throws SQLException {
        database.run("CREATE TEMP TABLE key_" + column + " AS SELECT DISTINCT " + column + " AS x FROM passed WHERE "
                + column + " IS NOT NULL");
    }

    /** The keys stored of a column, none of them asked for yet. */
    static Keys of(Database database, String column) throws SQLException {
        String table = "key_" + column;
        return new Keys(table, Math.toIntExact(database.number("SELECT count(*) FROM " + table)));
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
    List<String> texts(Database database) throws SQLException {
        List<String> texts = Database.texts(database.connection(), "SELECT x FROM " + table + " ORDER BY rowid");
        return Arrays.stream(keys, 0, size).mapToObj(texts::get).toList();
    }
}
