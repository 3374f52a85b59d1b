package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EaseSolverTest {
    private final EaseSolver solver = new EaseSolver(NativeRuntime.start(2));

    @Test
    void matrix_times_inverse_is_one() {
        int n = 150;
        Random random = new Random(3);
        float[] x = new float[2 * n * n];
        for (int k = 0; k < x.length; k++) {
            x[k] = random.nextInt(8) == 0 ? 1 : 0;
        }
        float[] gram = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int u = 0; u < 2 * n; u++) {
                    gram[i * n + j] += x[u * n + i] * x[u * n + j];
                }
            }
            gram[i * n + i] += 10;
        }
        float[] before = gram.clone();
        float[] inverse = solver.invert(gram, n);
        assertThat(gram).isEqualTo(before);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += (double) gram[i * n + k] * inverse[k * n + j];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-4));
                assertThat(inverse[i * n + j]).isEqualTo(inverse[j * n + i]);
            }
        }
    }

    @Test
    void what_has_no_inverse_is_refused() {
        assertThatThrownBy(() -> solver.invert(new float[] {1, 1, 1, 1}, 2))
                .hasMessageContaining("not positive definite");
        assertThatThrownBy(() -> solver.invert(new float[5], 2)).hasMessageContaining("[2 x 2]");
    }
}
