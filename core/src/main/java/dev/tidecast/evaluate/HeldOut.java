package dev.tidecast.evaluate;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;

/** Cases of one target each, held out of users' own histories: for comparison with published work. */
final class HeldOut implements Cases {
    private final Dataset fittedOn;
    private final Dataset visible;
    private final Dataset histories;
    private final int[] users;
    private final int[] lengths;
    private final int[] targets;
    private final boolean historyExcluded;
    private final int dropped;

    /**
     * Cases that are given.
     *
     * @param histories whose first {@code lengths} interactions stand before the targets
     * @param dropped targets that could not be judged
     */
    HeldOut(
            Dataset fittedOn,
            Dataset visible,
            Dataset histories,
            int[] users,
            int[] lengths,
            int[] targets,
            boolean historyExcluded,
            int dropped) {
        if (users.length == 0) {
            throw new IllegalArgumentException("nobody can be judged: no history of the log " + visible.name()
                    + " is long enough to hold something out");
        }
        this.fittedOn = fittedOn;
        this.visible = visible;
        this.histories = histories;
        this.users = users;
        this.lengths = lengths;
        this.targets = targets;
        this.historyExcluded = historyExcluded;
        this.dropped = dropped;
    }

    @Override
    public Dataset fittedOn() {
        return fittedOn;
    }

    @Override
    public Dataset visible() {
        return visible;
    }

    @Override
    public int size() {
        return targets.length;
    }

    @Override
    public int user(int index) {
        return users[index];
    }

    @Override
    public History history(int index) {
        return histories.history(users[index]).first(lengths[index]);
    }

    @Override
    public int[] targets(int index) {
        return new int[] {targets[index]};
    }

    @Override
    public boolean historyExcluded() {
        return historyExcluded;
    }

    /** Targets that could not be judged: met before where the history is excluded, or unknown to the models. */
    int dropped() {
        return dropped;
    }
}
