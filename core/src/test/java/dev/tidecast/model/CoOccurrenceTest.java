package dev.tidecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class CoOccurrenceTest {
    private static final CoOccurrence.Kept KEPT = new CoOccurrence.Kept(20, true);

    /** An inverse that takes {@code most} rows, and none in earnest beyond. */
    private record Limited(int mostRows) implements SymmetricInverse {
        @Override
        public float[] invert(float[] matrix, int n) {
            assertThat(n).isLessThanOrEqualTo(mostRows);
            return new CholeskyInverse().invert(matrix, n);
        }
    }

    private static SparseRows weights(Dataset shop, CoOccurrence.Kept kept, int mostRows) {
        return CoOccurrence.weights(shop, Set.of(Behaviour.PURCHASE), 60, 5, kept, new Limited(mostRows));
    }

    private static SparseRows local(Dataset shop, int neighbours) {
        return local(shop, neighbours, KEPT);
    }

    private static SparseRows local(Dataset shop, int neighbours, CoOccurrence.Kept kept) {
        SparseRows users = UserItems.of(shop, Set.of(Behaviour.PURCHASE), 60, 1_000);
        return new LocalCoOccurrence(users, 5, kept).weights(neighbours);
    }

    @Test
    void a_catalogue_that_the_inverse_takes_is_solved_as_a_whole() {
        Dataset shop = TestShop.random(3, 80, 40, 200).dataset();
        assertThat(weights(shop, KEPT, 40).value())
                .isEqualTo(
                        ExactCoOccurrence.weights(shop, Set.of(Behaviour.PURCHASE), 60, 5, KEPT, new CholeskyInverse())
                                .value());
    }

    @Test
    void with_all_items_as_neighbours_the_regressions_are_the_inverse() {
        TestShop dense = TestShop.random(3, 80, 25, 200);
        for (int item = 0; item < 25; item++) {
            dense.buys("everything", "i" + item, 100); // so that each pair of items has a user
        }
        Dataset shop = dense.dataset();
        SparseRows exact = weights(shop, new CoOccurrence.Kept(24, true), 100);
        SparseRows local = local(shop, shop.itemCount() - 1, new CoOccurrence.Kept(24, true));
        assertThat(local.column()).isEqualTo(exact.column());
        assertThat(distance(local.value(), exact.value())).isLessThan(1e-5);
    }

    @Test
    void the_more_neighbours_the_nearer_to_it() {
        Dataset shop = TestShop.random(3, 80, 40, 200).dataset();
        float[] exact = dense(weights(shop, KEPT, 100));
        double few = distance(exact, dense(local(shop, 15)));
        assertThat(few).isLessThan(.5 * distance(exact, new float[exact.length]));
        assertThat(distance(exact, dense(local(shop, 30)))).isLessThan(.7 * few);
    }

    @Test
    void threads_do_not_change_a_bit() throws Exception {
        Dataset shop = TestShop.random(5, 300, 400, 200).dataset();
        float[] one = new ForkJoinPool(1).submit(() -> local(shop, 15).value()).get();
        float[] four = new ForkJoinPool(4).submit(() -> local(shop, 15).value()).get();
        assertThat(four).isEqualTo(one);
    }

    @Test
    void fifty_thousand_items_need_no_table_of_pairs() {
        TestShop shop = new TestShop();
        Random random = new Random(3);
        for (int purchase = 0; purchase < 100_000; purchase++) {
            int user = random.nextInt(10_000);
            shop.buys(
                    "u" + user,
                    "i" + (purchase < 50_000 ? purchase : user * 5 + random.nextInt(5)),
                    purchase / 1_000.0);
        }
        Dataset dataset = shop.dataset();
        SparseRows weights = weights(dataset, new CoOccurrence.Kept(200, false), 10_000);
        assertThat(dataset.itemCount()).isEqualTo(50_000);
        assertThat(weights.value().length).isGreaterThan(200_000);
        assertThat(weights.value()).doesNotContain(Float.NaN);
    }

    private static float[] dense(SparseRows rows) {
        float[] dense = new float[rows.rows() * rows.columns()];
        for (int row = 0; row < rows.rows(); row++) {
            for (int e = rows.from()[row]; e < rows.from()[row + 1]; e++) {
                dense[row * rows.columns() + rows.column()[e]] = rows.value()[e];
            }
        }
        return dense;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
