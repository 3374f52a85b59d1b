package dev.tidecast.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A dataset and what came in since as one dataset, in which the items keep their numbers and new ones follow. */
public final class DatasetExtension {
    private final Dataset base;
    private final DatasetBuilder.ItemTexts texts;
    private final Vocabulary names;
    private final int numbered;

    /**
     * An extension by items.
     *
     * @param texts of the base's items in their order, then of the new ones
     * @param told how many of the new ones, from the first, get a number even if nobody has had to do with them
     */
    public DatasetExtension(Dataset base, DatasetBuilder.ItemTexts texts, int told) {
        this.base = base;
        this.texts = texts;
        this.numbered = base.items().size() + told;
        this.names = Vocabulary.of(texts.names());
        if (!texts.names()
                .subList(0, Math.min(base.items().size(), names.size()))
                .equals(base.items().names().texts())) {
            throw new IllegalArgumentException("the texts of an extension must begin with the "
                    + base.items().size() + " items of " + base.name() + " in their order");
        }
    }

    /** Names by number, as {@link #with} wants the states to be numbered. */
    public Vocabulary names() {
        return names;
    }

    /** When each was first seen, epoch seconds; a new one counts from just after the base's newest. */
    public Column.Longs firstSeen() {
        Items items = base.items();
        long[] seen = new long[names.size()];
        long newest = items.size() == 0 ? Long.MIN_VALUE : items.firstSeen().get(items.size() - 1L) + 1;
        Arrays.setAll(seen, item -> item < items.size() ? items.firstSeen().get(item) : newest);
        return Column.Longs.of(seen);
    }

    /**
     * The base with the users' states in place of what it says of them.
     *
     * @param live the state of a user of the base; null if nothing came since
     * @param newUsers names of users whom the base does not know; they must have a state
     */
    public Dataset with(Function<String, @Nullable UserState> live, List<String> newUsers) {
        DatasetBuilder builder = new DatasetBuilder();
        // Items keep their numbers also if only robots or erased users had to do with them.
        Column.Longs seen = firstSeen();
        builder.seen(
                Column.Longs.of(LongStream.range(0, numbered).map(seen::get).toArray()));
        List<String> users = new java.util.ArrayList<>(base.users().texts());
        for (int user = 0; user < base.users().size(); user++) {
            UserState state = live.apply(users.get(user));
            (state == null ? UserState.of(base, user) : state).addTo(builder, user);
        }
        for (String name : newUsers) {
            UserState state = live.apply(name);
            if (state != null) {
                state.addTo(builder, users.size());
                users.add(name);
            }
        }
        Dataset extended = builder.build(
                base.name(),
                base.zone(),
                base.hasClock(),
                users,
                texts,
                base.queries().texts());
        int known = base.items().size();
        if (extended.items().size() < known
                || !extended.items()
                        .names()
                        .texts()
                        .subList(0, known)
                        .equals(texts.names().subList(0, known))) {
            throw new IllegalStateException("items of " + base.name() + " changed their numbers");
        }
        return extended;
    }
}
