package dev.tidecast.forecast;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;

/** By item, the mean value of a purchase in the year before a dataset's instant: price times quantity. */
final class UnitValues {
    private static final long YEAR = 365L * 86_400;

    private UnitValues() {}

    /** float[V]; the mean over all purchases for items without one of their own, all 0 where no price is known. */
    static float[] of(Dataset visible) {
        double[] sums = new double[visible.itemCount()];
        int[] counts = new int[sums.length];
        double sum = 0;
        long count = 0;
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            for (int p = history.size() - 1; p >= 0 && history.time(p) > visible.asOf() - YEAR; p--) {
                double value = value(history, p);
                if (value > 0 && history.item(p) >= 0 && history.behaviour(p) == Behaviour.PURCHASE) {
                    sums[history.item(p)] += value;
                    counts[history.item(p)]++;
                    sum += value;
                    count++;
                }
            }
        }
        float[] values = new float[sums.length];
        for (int item = 0; item < values.length; item++) {
            values[item] = (float) (counts[item] > 0 ? sums[item] / counts[item] : count > 0 ? sum / count : 0);
        }
        return values;
    }

    private static double value(History history, int position) {
        double quantity = history.quantity(position);
        return history.price(position) * (Double.isNaN(quantity) ? 1 : quantity);
    }
}
