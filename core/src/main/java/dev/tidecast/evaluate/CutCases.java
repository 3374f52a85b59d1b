package dev.tidecast.evaluate;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Who is judged at a cut, on what: the users with a history by the cut and a target in the window after it. */
final class CutCases {
    private final Dataset visible;
    private final int[] users;
    private final int[][] targets;
    private final boolean[] active;
    private final int coldUsers;
    private final int droppedLabels;

    private CutCases(Dataset visible, int[] users, int[][] targets, boolean[] active, int coldUsers, int dropped) {
        this.visible = visible;
        this.users = users;
        this.targets = targets;
        this.active = active;
        this.coldUsers = coldUsers;
        this.droppedLabels = dropped;
    }

    /**
     * Reads the window (cut, cut + H] as it was known at its end.
     *
     * @throws IllegalArgumentException if the log ends before the window does
     */
    static CutCases of(Dataset whole, long cut, Target target) {
        long end = cut + target.seconds();
        if (end > whole.asOf() || cut < whole.firstTime()) {
            throw new IllegalArgumentException("the window of " + target.horizonDays() + " days after cut " + cut
                    + " does not lie within the log, which runs from " + whole.firstTime() + " to " + whole.asOf()
                    + " (epoch seconds): choose a cut from " + whole.firstTime() + " to "
                    + (whole.asOf() - target.seconds()));
        }
        Dataset visible = whole.asOf(cut);
        Dataset judged = whole.asOf(end);
        boolean[] active = new boolean[visible.userCount()];
        int[] users = new int[visible.userCount()];
        int[][] targets = new int[visible.userCount()][];
        int size = 0;
        int cold = 0;
        int dropped = 0;
        for (int user = 0; user < judged.userCount(); user++) {
            History window = judged.history(user);
            if (user >= visible.userCount() || visible.history(user).isEmpty()) {
                cold += labels(window, cut, target).length > 0 ? 1 : 0;
                continue;
            }
            active[user] = didAny(window, cut, target);
            int[] labels = labels(window, cut, target);
            int[] seen = Arrays.stream(labels)
                    .filter(item -> item < visible.itemCount())
                    .toArray();
            dropped += labels.length - seen.length;
            if (seen.length > 0) {
                users[size] = user;
                targets[size++] = seen;
            }
        }
        return new CutCases(visible, Arrays.copyOf(users, size), Arrays.copyOf(targets, size), active, cold, dropped);
    }

    private static int[] labels(History window, long cut, Target target) {
        return positions(window, cut, target)
                .map(window::item)
                .filter(item -> item >= 0)
                .sorted()
                .distinct()
                .toArray();
    }

    private static boolean didAny(History window, long cut, Target target) {
        return positions(window, cut, target).findAny().isPresent();
    }

    private static IntStream positions(History window, long cut, Target target) {
        int from = window.size();
        while (from > 0 && window.time(from - 1) > cut) {
            from--;
        }
        return IntStream.range(from, window.size()).filter(i -> window.behaviour(i) == target.behaviour());
    }

    /** The dataset as of the cut. */
    Dataset visible() {
        return visible;
    }

    /** The number of users judged. */
    int size() {
        return users.length;
    }

    /** The user of case {@code index}. */
    int user(int index) {
        return users[index];
    }

    /** Distinct target items, ascending, at least one; not to be written. */
    int[] targets(int index) {
        return targets[index];
    }

    /** Whether a user did the behaviour in the window, with any item; asked of users with a history. */
    boolean isActive(int user) {
        return active[user];
    }

    /** Users with a target but no history by the cut. */
    int coldUsers() {
        return coldUsers;
    }

    /** Labels of users with a history whose item was first seen after the cut. */
    int droppedLabels() {
        return droppedLabels;
    }

    /** All labels that are judged. */
    int labels() {
        return Arrays.stream(targets).mapToInt(each -> each.length).sum();
    }
}
