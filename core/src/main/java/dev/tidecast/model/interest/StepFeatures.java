package dev.tidecast.model.interest;

import dev.tidecast.model.StepInput;
import dev.tidecast.sequence.History;
import java.util.function.IntToDoubleFunction;

/** The features of one step: what steps always tell, then what the recipe asked for, in the order of the inputs' names. */
final class StepFeatures {
    private static final int CALENDAR = 7;
    private static final double DAY = 86_400.0;

    private StepFeatures() {}

    /**
     * Writes the features of the events {@code from} to {@code to} - 1.
     *
     * @param before when the event before them happened, NaN if there is none
     */
    static void write(History history, int from, int to, double before, StepReading reading, float[] features, int at) {
        always(history, from, to, before, features, at);
        int next = at + HistorySteps.FEATURES;
        for (StepInput input : StepInput.values()) {
            if (reading.inputs().contains(input)) {
                write(input, history, from, to, features, next);
                next += input.width();
            }
        }
    }

    private static void always(History history, int from, int to, double before, float[] features, int at) {
        double spend = 0;
        for (int p = from; p < to; p++) {
            double value = (double) history.price(p) * history.quantity(p);
            spend += Double.isNaN(value) ? 0 : value;
            features[at + CALENDAR + history.behaviour(p).ordinal()] += 1f / (to - from);
        }
        double gap = Double.isNaN(before) ? 0 : (history.time(from) - before) / DAY;
        features[at] = (float) Math.log1p(gap) / 2;
        features[at + 1] = (float) Math.log1p(to - from) / 2;
        features[at + 2] = (float) Math.log1p(Math.max(0, spend)) / 5;
        long day = HistorySteps.day(history.time(from));
        circle(2 * Math.PI * day / 7, features, at + 3);
        circle(2 * Math.PI * day / 365.25, features, at + 5);
    }

    private static void circle(double angle, float[] features, int at) {
        features[at] = (float) Math.sin(angle);
        features[at + 1] = (float) Math.cos(angle);
    }

    private static void write(StepInput input, History history, int from, int to, float[] features, int at) {
        switch (input) {
            case QUERY -> {} // words are read as items are
            case HOUR -> circle(2 * Math.PI * Math.floorMod(history.time(from), (long) DAY) / DAY, features, at);
            case QUANTITY -> mean(history::quantity, from, to, features, at);
            case PRICE -> mean(history::price, from, to, features, at);
        }
    }

    /** log(1 + mean) of the values that are told, and 1; two zeros if none is. */
    private static void mean(IntToDoubleFunction values, int from, int to, float[] features, int at) {
        double sum = 0;
        int told = 0;
        for (int p = from; p < to; p++) {
            double value = values.applyAsDouble(p);
            if (!Double.isNaN(value)) {
                sum += Math.max(0, value);
                told++;
            }
        }
        if (told > 0) {
            features[at] = (float) Math.log1p(sum / told) / 3;
            features[at + 1] = 1;
        }
    }
}
