package dev.tidecast.model.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.SparseRows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which titles have words in common. */
class TitleNeighboursTest {
    private static final List<List<String>> TITLES =
            List.of(List.of("red", "mug"), List.of("blue", "mug"), List.of("red", "mug"), List.of(), List.of("lamp"));

    private static float[] row(SparseRows rows, int row) {
        float[] values = new float[rows.columns()];
        rows.addRow(row, 1, values);
        return values;
    }

    @Test
    void equal_titles_are_nearest_and_an_item_is_not_its_own_neighbour() {
        float[] mug = row(TitleNeighbours.of(TITLES, 3, 1), 0);
        assertThat(mug[0]).isZero();
        assertThat(mug[2]).isCloseTo(1, within(1e-6f));
        assertThat(mug[1]).isBetween(.1f, .9f);
        assertThat(mug[4]).isZero();
    }

    @Test
    void only_the_nearest_are_kept_and_cosines_are_raised() {
        SparseRows one = TitleNeighbours.of(TITLES, 1, 1);
        assertThat(row(one, 0)[1]).isZero();
        assertThat(row(one, 3)).containsOnly(0);
        double cosine = row(TitleNeighbours.of(TITLES, 3, 1), 0)[1];
        assertThat((double) row(TitleNeighbours.of(TITLES, 3, 4), 0)[1]).isCloseTo(Math.pow(cosine, 4), within(1e-6));
    }

    @Test
    void matrices_of_sparse_rows_add_up() {
        SparseRows rows = TitleNeighbours.of(TITLES, 3, 1);
        float[] twice = row(rows, 0);
        for (int i = 0; i < twice.length; i++) {
            twice[i] *= 3;
        }
        assertThat(row(rows.plus(2, rows), 0))
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(twice);
    }
}
