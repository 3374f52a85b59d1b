package dev.tidecast.evaluate;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Who is judged at a cut, on what: the users with a history by the cut and a target in the window after it. */
final class CutCases implements Cases {
    private final Dataset visible;
    private final Dataset judged;
    private final Target target;
    private final int[] users;
    private final int[][] targets;
    private final boolean[] active;
    private final boolean[] acts;
    private final Cold cold;
    private final int droppedLabels;

    /**
     * Users with a target but no history by the cut: all look alike to a model.
     *
     * @param users their numbers in the dataset, which may lie beyond the visible ones
     * @param targets those first seen by the cut; may be empty
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    record Cold(int[] users, int[][] targets) {}

    private CutCases(
            Dataset visible,
            Dataset judged,
            Target target,
            int[] users,
            int[][] targets,
            boolean[] active,
            boolean[] acts,
            Cold cold,
            int dropped) {
        this.visible = visible;
        this.judged = judged;
        this.target = target;
        this.users = users;
        this.targets = targets;
        this.active = active;
        this.acts = acts;
        this.cold = cold;
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
        boolean[] acts = new boolean[visible.userCount()];
        int[] users = new int[visible.userCount()];
        int[][] targets = new int[visible.userCount()][];
        List<int[]> coldTargets = new ArrayList<>();
        IntStream.Builder coldUsers = IntStream.builder();
        int size = 0;
        int dropped = 0;
        for (int user = 0; user < judged.userCount(); user++) {
            History window = judged.history(user);
            int[] labels = labels(window, cut, target);
            int[] seen = labels.length == 0 || labels[labels.length - 1] < visible.itemCount()
                    ? labels
                    : Arrays.stream(labels)
                            .filter(item -> item < visible.itemCount())
                            .toArray();
            if (user >= visible.userCount() || visible.history(user).isEmpty()) {
                if (labels.length > 0) {
                    coldUsers.add(user);
                    coldTargets.add(seen);
                }
                continue;
            }
            active[user] = didAny(window, cut, target);
            acts[user] = window.size() > 0 && window.time(window.size() - 1) > cut;
            dropped += labels.length - seen.length;
            if (seen.length > 0) {
                users[size] = user;
                targets[size++] = seen;
            }
        }
        Cold cold = new Cold(coldUsers.build().toArray(), coldTargets.toArray(int[][]::new));
        return new CutCases(
                visible,
                judged,
                target,
                Arrays.copyOf(users, size),
                Arrays.copyOf(targets, size),
                active,
                acts,
                cold,
                dropped);
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
    @Override
    public Dataset visible() {
        return visible;
    }

    @Override
    public Dataset fittedOn() {
        return visible;
    }

    @Override
    public int size() {
        return users.length;
    }

    @Override
    public int user(int index) {
        return users[index];
    }

    @Override
    public History history(int index) {
        return visible.history(users[index]);
    }

    @Override
    public int[] targets(int index) {
        return targets[index];
    }

    /** The first item that was first seen within the horizon before the cut. */
    @Override
    public int recentFrom() {
        return visible.items().seenBy(visible.asOf() - target.seconds());
    }

    /** Whether a user did the behaviour in the window, with any item; asked of users with a history. */
    boolean isActive(int user) {
        return active[user];
    }

    /** Whether a user did anything in the window; asked of users with a history. */
    boolean acts(int user) {
        return acts[user];
    }

    /** The dataset as of the window's end: what models are judged on. */
    Dataset judged() {
        return judged;
    }

    /** What is asked for. */
    Target target() {
        return target;
    }

    /**
     * The share of users with a history one horizon before the cut to whom it came by the cut; NaN where the log does not
     * reach back so far.
     */
    double shareBefore(Whether whether) {
        long before = visible.asOf() - target.seconds();
        int users = 0;
        int yes = 0;
        for (int user = 0; before >= visible.firstTime() && user < visible.userCount(); user++) {
            History history = visible.history(user);
            if (!history.isEmpty() && history.time(0) <= before) {
                users++;
                boolean any = history.time(history.size() - 1) > before;
                boolean did = any && didAny(history, before, target);
                yes += (whether == Whether.CHURN ? !any : did) ? 1 : 0;
            }
        }
        return users == 0 ? Double.NaN : (double) yes / users;
    }

    /** Whether the log begins so many horizons before the cut or earlier. */
    boolean reachesBack(int horizons) {
        return visible.asOf() - horizons * target.seconds() >= visible.firstTime();
    }

    /** Whether a user has a history by the cut. */
    boolean hasHistory(int user) {
        return !visible.history(user).isEmpty();
    }

    Cold cold() {
        return cold;
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
