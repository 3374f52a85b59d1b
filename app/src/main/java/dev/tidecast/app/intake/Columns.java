package dev.tidecast.app.intake;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gives each role at most one column, by name where there is a header and by content where there is none. */
final class Columns {
    private final Sample sample;
    private final Map<Role, Integer> given = new EnumMap<>(Role.class);

    Columns(Sample sample, Answers answers) {
        this.sample = sample;
        named(Role.USER, answers.user());
        named(Role.ITEM, answers.item());
        named(Role.TIME, answers.time());
        if (sample.header()) {
            byName();
        }
        byContent();
    }

    Optional<Integer> of(Role role) {
        return Optional.ofNullable(given.get(role));
    }

    private void named(Role role, @Nullable String column) {
        if (column == null) {
            return;
        }
        int index = sample.columns().indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column \"" + column + "\" in " + sample.file() + ": there are "
                    + String.join(", ", sample.columns()));
        }
        given.put(role, index);
    }

    private void byName() {
        for (Role role : Role.values()) {
            free().filter(index -> role.rank(sample.columns().get(index)) >= 0)
                    .filter(index -> role != Role.TIME
                            || TimeGuess.of(sample.column(index)).isPresent())
                    .boxed()
                    .min(java.util.Comparator.comparingInt(
                            index -> role.rank(sample.columns().get(index))))
                    .ifPresent(index -> given.putIfAbsent(role, index));
        }
    }

    private void byContent() {
        put(
                Role.TIME,
                free().filter(index -> TimeGuess.of(sample.column(index)).isPresent())
                        .findFirst());
        put(Role.BEHAVIOUR, free().filter(this::isBehaviour).findFirst());
        if (sample.header()) {
            return; // a header that names no user or item is asked about
        }
        put(Role.USER, fewestChanges());
        Integer user = given.get(Role.USER);
        if (user == null) {
            return;
        }
        List<Integer> codes = free().filter(index -> isCode(index) && !determines(user, index))
                .boxed()
                .toList();
        codes.stream()
                .max(java.util.Comparator.comparingInt(this::different))
                .ifPresent(index -> given.put(Role.ITEM, index));
        Integer item = given.get(Role.ITEM);
        codes.stream()
                .filter(index -> item != null && !index.equals(item) && determines(item, index))
                .findFirst()
                .ifPresent(index -> given.put(Role.CATEGORY, index));
        free().filter(index -> sample.column(index).stream().allMatch(cell -> cell.matches("\\d+\\.\\d+")))
                .findFirst()
                .ifPresent(index -> given.put(Role.VALUE, index));
    }

    private void put(Role role, OptionalInt index) {
        if (index.isPresent()) {
            given.putIfAbsent(role, index.getAsInt());
        }
    }

    private IntStream free() {
        return IntStream.range(0, sample.columns().size()).filter(index -> !given.containsValue(index));
    }

    private boolean isBehaviour(int index) {
        Set<String> words = new HashSet<>(sample.column(index));
        return words.size() <= 12
                && !words.isEmpty()
                && BehaviourWords.meanings(words).size() == words.size();
    }

    /** Logs are often sorted by user: the code that changes least from row to row is the user's. */
    private OptionalInt fewestChanges() {
        return free().filter(this::isCode)
                .boxed()
                .min(java.util.Comparator.comparingInt(this::changes))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private int changes(int index) {
        List<String> cells = sample.column(index);
        return (int) IntStream.range(1, cells.size())
                .filter(row -> !cells.get(row).equals(cells.get(row - 1)))
                .count();
    }

    /** Whole numbers or words without blanks, of four letters or more in some row. */
    private boolean isCode(int index) {
        List<String> cells = sample.column(index);
        return cells.stream().allMatch(cell -> cell.matches("[\\p{L}\\p{N}_-]*"))
                && cells.stream().anyMatch(cell -> cell.length() >= 4);
    }

    private int different(int index) {
        return new HashSet<>(sample.column(index)).size();
    }

    /** Whether each value of {@code from} always stands beside one value of {@code to}. */
    private boolean determines(int from, int to) {
        Map<String, String> beside = new HashMap<>();
        return sample.rows().stream().allMatch(row -> {
            String before = beside.putIfAbsent(row.get(from), row.get(to));
            return before == null || before.equals(row.get(to));
        });
    }
}
