package dev.tidecast.evaluate;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;

/** The users of a cut that have a target and no history. */
record ColdCases(CutCases window) implements Cases {
    @Override
    public Dataset fittedOn() {
        return window.visible();
    }

    @Override
    public Dataset visible() {
        return window.visible();
    }

    @Override
    public int size() {
        return window.cold().users().length;
    }

    @Override
    public int user(int index) {
        return window.cold().users()[index];
    }

    @Override
    public History history(int index) {
        return window.visible().history(user(index));
    }

    @Override
    public int[] targets(int index) {
        return window.cold().targets()[index];
    }
}
