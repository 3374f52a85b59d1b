package dev.tidecast.data;

import dev.tidecast.doctor.Check;
import dev.tidecast.doctor.Evidence;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Item ids whose title becomes another one without a word in common: the id was given to another thing. */
final class ItemReuseCheck implements Check<RawLog> {
    private static final int LEAST_ROWS = 5;
    private static final double WARN_SHARE = 0.005;

    /** A title of an item, and when it was in use. */
    private record Titled(String title, long rows, long from, long to) {}

    @Override
    public List<Finding> look(RawLog log) {
        Map<String, List<Titled>> items = new HashMap<>();
        for (var row :
                log.rows("SELECT i, title, count(*), min(t), max(t) FROM every WHERE reason IS NULL AND i IS NOT NULL"
                        + " AND title IS NOT NULL GROUP BY 1, 2 HAVING count(*) >= " + LEAST_ROWS + " ORDER BY 1, 4")) {
            items.computeIfAbsent(String.valueOf(row.get(0)), unseen -> new ArrayList<>())
                    .add(new Titled(
                            String.valueOf(row.get(1)),
                            RawLog.whole(row.get(2)),
                            RawLog.whole(row.get(3)),
                            RawLog.whole(row.get(4))));
        }
        List<Evidence> evidence = new ArrayList<>();
        items.keySet().stream().sorted().forEach(item -> reuse(item, items.getOrDefault(item, List.of()), evidence));
        if (evidence.isEmpty()) {
            return List.of();
        }
        double share = evidence.size() / (double) items.size();
        return List.of(Finding.of(
                        "reused-items",
                        share >= WARN_SHARE ? Severity.WARN : Severity.INFO,
                        String.format(
                                Locale.ROOT,
                                "%d of %,d titled item ids change their title at one instant to one without a word in common: the"
                                        + " id was given to another thing, or renamed.",
                                evidence.size(),
                                items.size()),
                        "Give a new thing a new id, or join id and a version in one column before the log is read: else the"
                                + " liking of the old thing is counted for the new.")
                .with("items", evidence.size())
                .with("share", share)
                .showing(evidence));
    }

    private static void reuse(String item, List<Titled> titles, List<Evidence> evidence) {
        for (int i = 1; i < titles.size(); i++) {
            Titled before = titles.get(i - 1);
            Titled after = titles.get(i);
            if (before.to < after.from && words(before.title).stream().noneMatch(words(after.title)::contains)) {
                evidence.add(Evidence.item(
                        item,
                        "\"" + before.title + "\" until " + java.time.Instant.ofEpochSecond(before.to) + ", then \""
                                + after.title + "\""));
                return;
            }
        }
    }

    private static Set<String> words(String title) {
        return Arrays.stream(title.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() > 4 ? word.substring(0, 4) : word)
                .collect(Collectors.toSet());
    }
}
