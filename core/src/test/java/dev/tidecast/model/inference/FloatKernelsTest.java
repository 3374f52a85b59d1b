package dev.tidecast.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatKernelsTest {
    private final FloatKernels fast = FloatKernels.fastest();
    private final FloatKernels scalar = FloatKernels.scalar();
    private final Random random = new Random(5);

    private float[] floats(int size, float spread) {
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = spread * (float) random.nextGaussian();
        }
        return values;
    }

    private static void assertClose(float[] actual, float[] expected, double error) {
        for (int k = 0; k < expected.length; k++) {
            assertThat((double) actual[k]).as("value " + k).isCloseTo(expected[k], within(error));
        }
    }

    @Test
    void tests_run_with_the_vector_module() {
        assertThat(fast.name()).startsWith("vector-");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 16, 24, 31, 32, 33, 128})
    void products_equal_the_scalar_ones_to_the_bit(int rows) {
        for (int count : new int[] {0, 1, 3, 4, 9}) {
            PackedMatrix w = new PackedMatrix(floats(rows * 5, 1), rows, 5);
            float[] x = floats(count * 5, 1);
            float[] expected = floats(count * rows, 1);
            float[] actual = expected.clone();
            scalar.addProducts(w, x, count, expected);
            fast.addProducts(w, x, count, actual);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 17})
    void a_tile_equals_the_scalar_one_to_the_bit_and_touches_nothing_else(int depth) {
        float[] a = floats(3 + 6 * 20, 1);
        float[] b = floats(5 + 17 * 32, 1);
        float[] expected = floats(7 + 6 * 40, 1);
        float[] actual = expected.clone();
        float before = expected[7 + 32];
        scalar.addTile(a, 3, 20, b, 5, depth, expected, 7, 40);
        fast.addTile(a, 3, 20, b, 5, depth, actual, 7, 40);
        assertThat(actual).isEqualTo(expected);
        assertThat(actual[7 + 32]).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 100})
    void counts_above_levels_equal_the_scalar_ones(int length) {
        float[] values = floats(length, 1);
        float[] levels = {-1, 0, length > 3 ? values[3] : 1, 9};
        for (int k = 0; k < length; k += 5) {
            values[k] = k % 2 == 0 ? 0f : -0f;
        }
        int[][] counts = new int[4][4];
        fast.countAbove(values, length, levels, 4, counts[0], counts[1]);
        scalar.countAbove(values, length, levels, 4, counts[2], counts[3]);
        assertThat(counts[0]).isEqualTo(counts[2]);
        assertThat(counts[1]).isEqualTo(counts[3]);
    }

    @Test
    void the_first_value_beyond_a_limit_is_found_as_the_scalar_kernel_finds_it() {
        float[] values = floats(50, 1);
        for (float odd : new float[] {7, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}) {
            for (int at = 0; at < values.length; at++) {
                float[] changed = values.clone();
                changed[at] = odd;
                assertThat(fast.firstBeyond(changed, 0, 50, 6))
                        .as(odd + " at " + at)
                        .isEqualTo(at);
                assertThat(scalar.firstBeyond(changed, 0, 50, 6)).isEqualTo(at);
                assertThat(fast.firstBeyond(changed, at + 1, 50, 6)).isEqualTo(50);
            }
        }
    }

    @Test
    void logarithms_are_exact_to_the_seventh_digit() {
        float[] values = {
            0, 1e-30f, .001f, .49f, .5f, .70710678f, .99f, .9999999f, 1, 1.4142135f, 1.5f, 2, 1e9f, 3e38f, 7, 8, 9
        };
        float[] logs = values.clone();
        fast.log(logs, values.length, .01f);
        for (int k = 0; k < values.length; k++) {
            double expected = Math.log(values[k] + .01f);
            assertThat((double) logs[k])
                    .as("ln of " + values[k])
                    .isCloseTo(expected, within(3e-7 * Math.max(1, Math.abs(expected))));
        }
        float[] random = floats(999, 10);
        for (int k = 0; k < random.length; k++) {
            random[k] = (float) Math.exp(random[k]);
        }
        float[] scalars = random.clone();
        scalar.log(scalars, random.length, 1e-30f);
        fast.log(random, random.length, 1e-30f);
        for (int k = 0; k < random.length; k++) {
            assertThat((double) random[k]).isCloseTo(scalars[k], within(3e-7 * Math.max(1, Math.abs(scalars[k]))));
        }
    }

    @Test
    void a_product_is_what_it_says() {
        PackedMatrix w = new PackedMatrix(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        float[] y = {100, 200};
        fast.addProducts(w, new float[] {1, 10, 100}, 1, y);
        assertThat(y).containsExactly(421, 854);
    }

    /** Before and after the compiler: the Vector API's own lane sums differ there in their last bits. */
    @Test
    void the_same_input_gives_the_same_bits_interpreted_and_compiled() {
        float[] values = floats(3000, 3);
        float[] first = values.clone();
        double sum = fast.expAndSum(first, first.length, 9);
        for (int k = 0; k < 3000; k++) {
            float[] again = values.clone();
            assertThat(fast.expAndSum(again, again.length, 9)).isEqualTo(sum);
            if (k % 500 == 0) {
                assertThat(again).isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 700})
    void exponentials_and_gates_equal_the_scalar_ones(int length) {
        float[] expected = floats(length, 20);
        float[] actual = expected.clone();
        float max = scalar.max(expected, length);
        assertThat(fast.max(actual, length)).isEqualTo(max);
        double sum = scalar.expAndSum(expected, length, max);
        assertThat(fast.expAndSum(actual, length, max)).isCloseTo(sum, within(1e-6 * sum));
        assertClose(actual, expected, 1e-6);
        float[] x = floats(length + 2, 8);
        float[] y = x.clone();
        scalar.sigmoid(x, 1, length);
        fast.sigmoid(y, 1, length);
        assertClose(y, x, 1e-6);
        scalar.tanh(x, 2, length);
        fast.tanh(y, 2, length);
        assertClose(y, x, 1e-6);
    }

    @Test
    void extremes_stay_finite() {
        float[] values = {-1e30f, 1e30f, -88, 88, 0, -0f, 87.3f, -87.3f, -1e30f, Float.NEGATIVE_INFINITY};
        float[] s = values.clone();
        fast.sigmoid(s, 0, s.length);
        assertThat(s[0]).isZero();
        assertThat(s[1]).isEqualTo(1);
        float[] t = values.clone();
        fast.tanh(t, 0, t.length);
        assertThat(t[0]).isEqualTo(-1);
        assertThat(t[1]).isEqualTo(1);
        float[] e = {-1e30f, -3e38f, Float.NEGATIVE_INFINITY, 0, -86, -88, -1, -2, -3};
        assertThat(fast.expAndSum(e, e.length, 0))
                .isCloseTo(1 + Math.exp(-1) + Math.exp(-2) + Math.exp(-3), within(1e-6));
        assertThat(e[2]).isZero();
    }
}
