package dev.tidecast.evaluate;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;

/**
 * The cases of a window, seen as the shop's state was some time before the cut; candidates and targets stay those of the
 * cut.
 */
final class StaleCases implements Cases {
    private final CutCases window;
    private final Dataset visible;
    private final long instant;

    /** The state as of {@code instant}, epoch seconds, at or before the cut. */
    StaleCases(CutCases window, long instant) {
        this.window = window;
        this.instant = instant;
        this.visible = Truncation.stale(window.visible(), instant);
    }

    @Override
    public Dataset fittedOn() {
        return window.visible();
    }

    @Override
    public Dataset visible() {
        return visible;
    }

    @Override
    public int size() {
        return window.size();
    }

    @Override
    public int user(int index) {
        return window.user(index);
    }

    @Override
    public History history(int index) {
        return window.history(index).asOf(instant);
    }

    @Override
    public int[] targets(int index) {
        return window.targets(index);
    }
}
