package dev.tidecast.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Takes users out of a dataset so that nothing tells of them, while all others and the items keep their numbers. */
public final class ErasedUsers {
    private ErasedUsers() {}

    /**
     * The dataset with a nameless user in place of each that is erased, who did one thing about no item, when the erased
     * one came first. The dataset itself if it knows none of them.
     */
    public static Dataset without(Dataset whole, Predicate<String> erased) {
        boolean[] gone = new boolean[whole.users().size()];
        List<String> names = new ArrayList<>();
        boolean any = false;
        for (int user = 0; user < gone.length; user++) {
            String name = whole.users().get(user);
            gone[user] = !name.isEmpty() && erased.test(name);
            any |= gone[user];
            names.add(gone[user] ? "" : name);
        }
        if (!any) {
            return whole;
        }
        return new Dataset(
                whole.name(),
                whole.zone(),
                whole.hasClock(),
                Vocabulary.of(names),
                customers(whole.customers(), gone),
                whole.items(),
                whole.queries(),
                kept(whole.interactions(), gone));
    }

    private static Customers customers(Customers all, boolean[] gone) {
        List<Column.Ints> numbers = all.numbers().stream()
                .map(column -> {
                    int[] each = new int[gone.length];
                    Arrays.setAll(each, user -> gone[user] ? -1 : column.get(user));
                    return Column.Ints.of(each);
                })
                .toList();
        return new Customers(all.attributes(), numbers, all.texts());
    }

    private static Interactions kept(Interactions all, boolean[] gone) {
        long[] offsets = new long[gone.length + 1];
        for (int user = 0; user < gone.length; user++) {
            long count = all.userOffsets().get(user + 1L) - all.userOffsets().get(user);
            offsets[user + 1] = offsets[user] + (gone[user] ? Math.min(1, count) : count);
        }
        UserRows rows = new UserRows((int) offsets[gone.length]);
        for (int user = 0; user < gone.length; user++) {
            long from = all.userOffsets().get(user) - offsets[user];
            for (int row = (int) offsets[user]; row < offsets[user + 1]; row++) {
                rows.copy(all, from + row, row);
                if (gone[user]) {
                    rows.blank(row);
                }
            }
        }
        return rows.interactions(offsets);
    }
}
