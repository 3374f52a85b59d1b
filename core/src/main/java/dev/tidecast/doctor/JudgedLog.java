package dev.tidecast.doctor;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.Interactions;
import java.util.ArrayList;
import java.util.List;

/**
 * The log on which a mend is judged: the mended log, and as mere candidates the items that only the unmended one has, so
 * that they can take the ranks that they took before. A user of no name holds them, by another behaviour than the
 * target's.
 */
final class JudgedLog {
    private static final String NOBODY = "\u0001";

    private JudgedLog() {}

    static Dataset of(Dataset mended, Dataset before, Behaviour target) {
        List<String> users = new ArrayList<>(mended.users().texts());
        List<String> items = new ArrayList<>(mended.items().names().texts());
        DatasetBuilder builder = new DatasetBuilder();
        copy(builder, mended);
        Behaviour other = target == Behaviour.IMPRESSION ? Behaviour.VIEW : Behaviour.IMPRESSION;
        int nobody = users.size();
        users.add(NOBODY);
        for (int item = 0; item < before.items().size(); item++) {
            String name = before.items().names().get(item);
            if (mended.items().names().indexOf(name) < 0) {
                long seen = before.items().firstSeen().get(item);
                builder.add(nobody, items.size(), other.ordinal(), seen, Float.NaN, Float.NaN, -1, -1);
                items.add(name);
            }
        }
        List<String> empty = java.util.Collections.nCopies(items.size(), "");
        return builder.build(
                mended.name(),
                mended.zone(),
                mended.hasClock(),
                users,
                new DatasetBuilder.ItemTexts(items, empty, empty, empty),
                mended.queries().texts());
    }

    private static void copy(DatasetBuilder builder, Dataset mended) {
        Interactions rows = mended.interactions();
        for (int user = 0; user < mended.users().size(); user++) {
            for (long row = rows.userOffsets().get(user);
                    row < rows.userOffsets().get(user + 1L);
                    row++) {
                int copy = builder.add(
                        user,
                        rows.item().get(row),
                        rows.behaviour().get(row),
                        rows.time().get(row),
                        rows.quantity().get(row),
                        rows.price().get(row),
                        rows.order().get(row),
                        rows.query().get(row));
                builder.fold(copy, rows.repeats().get(row) - 1);
                builder.revoke(copy, rows.revokedAt().get(row));
            }
        }
    }
}
