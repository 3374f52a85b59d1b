package dev.tidecast.model.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fitted weights are where the penalised loss, written out, is least. */
class ConditionalLogitTest {
    private static final int V = 12;
    private static final CounterSettings PLAIN = CounterSettings.of(List.of(Behaviour.PURCHASE));
    private static final CounterSettings ALL = PLAIN.withNewness(true).withCategories();

    private final Random random = new Random(9);

    private float[] floats(int size) {
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) random.nextGaussian();
        }
        return values;
    }

    private List<CounterRow> rows(CounterSettings settings) {
        int[] categoryOf = new int[V];
        Arrays.setAll(categoryOf, item -> item % 3 - 1);
        boolean all = settings.newness();
        List<CounterRow> rows = new ArrayList<>();
        for (int user = 0; user < 30; user++) {
            float[][] shared = new float[all ? 6 : 3][];
            Arrays.setAll(shared, d -> floats(V));
            CounterRow.Trend trend = all
                    ? new CounterRow.Trend(0, shared, floats(V), new CategoryLean(categoryOf, new double[] {.5, .5}))
                    : new CounterRow.Trend(0, shared);
            float[] support = floats(V);
            rows.add(new CounterRow(
                    user,
                    trend,
                    () -> support,
                    all ? floats(2) : new float[0],
                    new int[] {7, 2},
                    floats(2 * CounterRows.features(settings)),
                    new float[0],
                    random.nextBoolean() ? new int[] {2, 5} : new int[] {random.nextInt(V)}));
        }
        return rows;
    }

    /** Mean over targets of -log softmax, summed over rows, with the penalty. */
    private static double loss(List<CounterRow> rows, double[] weights, CounterSettings settings) {
        double loss = 0;
        for (CounterRow row : rows) {
            double[] z = new double[V];
            for (int item = 0; item < V; item++) {
                int slot = item == 7 ? 0 : item == 2 ? 1 : -1;
                z[item] = logit(row, weights, item, slot);
            }
            double sum = Math.log(Arrays.stream(z).map(Math::exp).sum());
            loss += Arrays.stream(row.targets())
                    .mapToDouble(target -> sum - z[target])
                    .average()
                    .orElseThrow();
        }
        return loss
                + .5 * settings.ridge() * Arrays.stream(weights).map(w -> w * w).sum();
    }

    private static double logit(CounterRow row, double[] weights, int item, int slot) {
        float[][] dense = row.dense();
        boolean newness = row.trend().newness().length > 0;
        double z = 0;
        for (int d = 0; d < dense.length; d++) {
            boolean counts = slot < 0 || !newness || d < dense.length - 1;
            z += counts ? weights[d] * dense[d][item] : 0;
        }
        int width = weights.length - dense.length;
        for (int g = 0; slot >= 0 && g < width; g++) {
            z += weights[dense.length + g] * row.own()[slot * width + g];
        }
        return z;
    }

    private void isLeast(CounterSettings settings) {
        List<CounterRow> rows = rows(settings);
        double[] weights = new ConditionalLogit(rows, settings).fit().weights();
        assertThat(weights).hasSize(Trends.dense(settings) + CounterRows.features(settings));
        for (int k = 0; k < weights.length; k++) {
            double[] moved = weights.clone();
            moved[k] += 1e-4;
            double up = loss(rows, moved, settings);
            moved[k] -= 2e-4;
            double down = loss(rows, moved, settings);
            assertThat((up - down) / 2e-4).as("slope of weight " + k).isCloseTo(0, within(2e-3));
            assertThat(weights[k]).as("weight " + k).isNotZero();
        }
    }

    @Test
    void without_newness_and_categories() {
        isLeast(PLAIN);
    }

    @Test
    void with_newness_which_own_items_have_not_and_categories() {
        isLeast(ALL);
    }

    @Test
    void written_logits_are_those_of_the_formula() {
        CounterRow row = rows(ALL).getFirst();
        double[] weights =
                random.doubles(Trends.dense(ALL) + CounterRows.features(ALL)).toArray();
        float[] logits = new float[V];
        new CounterLogits(weights).write(row, logits);
        for (int item = 0; item < V; item++) {
            int slot = item == 7 ? 0 : item == 2 ? 1 : -1;
            assertThat((double) logits[item]).isCloseTo(logit(row, weights, item, slot), within(1e-4));
        }
    }
}
