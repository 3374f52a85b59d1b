package dev.tidecast.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Users in a new order each epoch, B a step; {@code accuracy} is that of the epoch's own steps, as Keras shows it. */
final class PurchaseLessons implements Lessons<PurchasePart> {
    private final List<float[]> days;
    private final float[] came;
    private final int width;
    private final int batch;
    private final int parts;
    private final long seed;
    private final AtomicInteger right = new AtomicInteger();

    /**
     * Lessons from users' days.
     *
     * @param days float[T x F] a user
     * @param width F
     * @param batch B
     * @param parts in which threads share a step
     */
    PurchaseLessons(List<float[]> days, float[] came, int width, int batch, int parts, long seed) {
        this.days = List.copyOf(days);
        this.came = came.clone();
        this.width = width;
        this.batch = batch;
        this.parts = parts;
        this.seed = seed;
    }

    /** Users told right so far in this epoch, at a threshold of one half. */
    AtomicInteger right() {
        return right;
    }

    @Override
    public List<List<PurchasePart>> batches(int epoch) {
        right.set(0);
        int[] order = RepeatStage.shuffled(days.size(), Seeds.random(seed, epoch));
        List<List<PurchasePart>> batches = new ArrayList<>();
        for (int from = 0; from < order.length; from += batch) {
            int to = Math.min(order.length, from + batch);
            List<PurchasePart> step = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                int first = from + (to - from) * part / parts;
                int end = from + (to - from) * (part + 1) / parts;
                if (end > first) {
                    step.add(part(order, first, end, 1.0 / (to - from)));
                }
            }
            batches.add(step);
        }
        return batches;
    }

    private PurchasePart part(int[] order, int from, int to, double scale) {
        int count = to - from;
        int steps = days.getFirst().length / width;
        float[] x = new float[steps * count * width];
        float[] labels = new float[count];
        for (int b = 0; b < count; b++) {
            int user = order[from + b];
            labels[b] = came[user];
            for (int t = 0; t < steps; t++) {
                System.arraycopy(days.get(user), t * width, x, (t * count + b) * width, width);
            }
        }
        return new PurchasePart(steps, x, labels, scale);
    }

    @Override
    public SortedMap<String, Double> validate() {
        return new TreeMap<>(java.util.Map.of("accuracy", right.get() / (double) days.size()));
    }
}
