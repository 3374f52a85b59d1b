package dev.tidecast.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestItemsTest {
    private final Random random = new Random(7);

    private float[] floats(int size) {
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) random.nextGaussian();
        }
        return values;
    }

    private static int[] exact(float[] factors, int width, float[] x, int count) {
        float[] scores = new float[factors.length / width];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = FloatKernels.fastest().dot(x, 0, factors, i * width, width);
        }
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .limit(count)
                .mapToInt(i -> i)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 32, 65})
    void half_products_equal_the_scalar_ones_to_the_bit(int width) {
        HalfMatrix matrix = new HalfMatrix(floats(77 * width), width);
        float[] x = floats(width);
        float[] expected = new float[77];
        float[] actual = new float[77];
        FloatKernels.scalar().products(matrix, x, expected);
        FloatKernels.fastest().products(matrix, x, actual);
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 64, 3000})
    void the_best_are_those_of_an_exact_ranking(int items) {
        float[] factors = floats(items * 16);
        NearestItems nearest = new NearestItems(factors, 16, FloatKernels.fastest());
        float[] room = nearest.room();
        for (int trial = 0; trial < 20; trial++) {
            float[] x = floats(16);
            assertThat(nearest.best(x, 20, room)).isEqualTo(exact(factors, 16, x, 20));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1, -1, 0})
    void equal_scores_stand_by_item(float sign) {
        float[] factors = new float[200];
        Arrays.fill(factors, 2);
        NearestItems nearest = new NearestItems(factors, 1, FloatKernels.fastest());
        assertThat(nearest.best(new float[] {sign}, 3, nearest.room())).containsExactly(0, 1, 2);
    }
}
