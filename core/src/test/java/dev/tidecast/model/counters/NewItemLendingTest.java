package dev.tidecast.model.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.SparseRowsBuilder;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.DatasetBuilder.ItemTexts;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is lent through relatives, beside the same written out as one matrix. */
class NewItemLendingTest {
    private static final int FITTED = 6;
    private static final int KNOWN = 8;
    private static final int FRESH = 5;
    private static final int ALL = KNOWN + FRESH;
    private static final double HALF_LIFE = 30;
    private static final long DAY = 86_400;

    private final SplittableRandom random = new SplittableRandom(3);
    private final float[][] weights = sparse(FITTED, FITTED);
    private final float[][] relatives = sparse(FRESH, KNOWN);

    private float[][] sparse(int rows, int columns) {
        float[][] cells = new float[rows][columns];
        for (float[] row : cells) {
            for (int column = 0; column < columns; column++) {
                row[column] = random.nextInt(3) == 0 ? (float) random.nextDouble(-.2, 1) : 0;
            }
        }
        return cells;
    }

    private static SparseRows rows(float[][] cells) {
        SparseRowsBuilder rows = new SparseRowsBuilder(cells[0].length);
        for (float[] row : cells) {
            for (int column = 0; column < row.length; column++) {
                if (row[column] != 0) {
                    rows.add(column, row[column]);
                }
            }
            rows.endRow();
        }
        return rows.build();
    }

    /** Known items lend to new ones what they lend to those ones' relatives; new items lend what their relatives do. */
    private float[][] writtenOut() {
        float[][] all = new float[ALL][ALL];
        for (int item = 0; item < FITTED; item++) {
            float strongest = 0;
            for (float weight : weights[item]) {
                strongest = Math.max(strongest, weight);
            }
            for (int other = 0; other < FITTED; other++) {
                float lent = weights[item][other] + (item == other ? strongest : 0);
                all[item][other] = weights[item][other];
                for (int fresh = 0; fresh < FRESH; fresh++) {
                    all[item][KNOWN + fresh] += lent * relatives[fresh][other];
                    all[KNOWN + fresh][other] += lent * relatives[fresh][item];
                }
            }
        }
        return all;
    }

    @Test
    void isTheSameAsAMatrixOfAllPairs() {
        float[][] pairs = writtenOut();
        Dataset dataset = everyoneBuysSome();
        CounterSettings settings = CounterSettings.of(List.of(Behaviour.PURCHASE));
        Support support = new Support(rows(weights), HALF_LIFE).withNewItems(rows(relatives));
        OwnItems own = new OwnItems(settings, ALL);
        for (int user = 0; user < dataset.userCount(); user++) {
            own.count(dataset.history(user));
            float[] expected = new float[ALL];
            for (int slot = 0; slot < own.size(); slot++) {
                double factor = Math.pow(.5, (dataset.asOf() - own.last(slot)) / (HALF_LIFE * DAY));
                for (int other = 0; other < ALL; other++) {
                    expected[other] += (float) factor * pairs[own.item(slot)][other];
                }
            }
            assertThat(support.of(own, dataset.asOf(), ALL)).containsExactly(expected, within(1e-5f));
            assertThat(support.of(own, dataset.asOf(), ALL + 2)).hasSize(ALL + 2);
            assertThat(support.of(own, dataset.asOf(), KNOWN + 2))
                    .containsExactly(Arrays.copyOf(expected, KNOWN + 2), within(1e-5f));
        }
    }

    private Dataset everyoneBuysSome() {
        DatasetBuilder builder = new DatasetBuilder();
        for (int row = 0; row < 120; row++) {
            builder.add(row % 20, random.nextInt(ALL), Behaviour.PURCHASE.ordinal(), row * DAY, 1, 5, row, -1);
        }
        List<String> names =
                IntStream.range(0, ALL).mapToObj(item -> "i" + item).toList();
        return builder.build(
                "made-up",
                ZoneOffset.UTC,
                true,
                IntStream.range(0, 20).mapToObj(user -> "u" + user).toList(),
                new ItemTexts(names, names, names, names),
                List.of());
    }
}
