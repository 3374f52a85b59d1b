package dev.tidecast.model.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SkipGramTest {
    private static final int WIDTH = 7;
    private static final int WORDS = 5;

    private static double loss(float[] input, float[] output, int word, int[] samples) {
        double loss = 0;
        for (int k = 0; k < samples.length; k++) {
            double product = 0;
            for (int d = 0; d < WIDTH; d++) {
                product += (double) input[word * WIDTH + d] * output[samples[k] * WIDTH + d];
            }
            loss += Math.log1p(Math.exp(k == 0 ? -product : product));
        }
        return loss;
    }

    private static float[] random(Random random) {
        float[] values = new float[WORDS * WIDTH];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) random.nextGaussian() / 2;
        }
        return values;
    }

    /** A step of rate 1 is the negative gradient; the third sample is drawn twice and counts twice. */
    @Test
    void a_step_follows_the_gradient_of_its_loss() {
        Random random = new Random(11);
        float[] input = random(random);
        float[] output = random(random);
        int[] samples = {2, 4, 0, 0};
        float[] movedInput = input.clone();
        float[] movedOutput = output.clone();
        new SkipGram(movedInput, movedOutput, WIDTH, 3).step(1, samples, 4, 1);
        for (float[][] pair : new float[][][] {{input, movedInput}, {output, movedOutput}}) {
            for (int at = 0; at < input.length; at++) {
                float before = pair[0][at];
                pair[0][at] = before + .01f;
                double up = loss(input, output, 1, samples);
                pair[0][at] = before - .01f;
                double down = loss(input, output, 1, samples);
                pair[0][at] = before;
                assertThat(pair[1][at] - before)
                        .as("value " + at)
                        .isCloseTo((float) ((down - up) / .02), within(2e-4f));
            }
        }
    }

    /** By hand: u = (1, 0), true v = (0, 1) and negative v = (2, 0): sigma(0) = .5, sigma(2) = .8808. */
    @Test
    void a_small_step_worked_by_hand() {
        float[] input = {1, 0};
        float[] output = {0, 1, 2, 0};
        new SkipGram(input, output, 2, 1).step(0, new int[] {0, 1}, 2, .1f);
        assertThat(output).containsExactly(new float[] {.05f, 1, 2 - .08808f, 0}, within(1e-5f));
        assertThat(input).containsExactly(new float[] {1 - .17616f, .05f}, within(1e-5f));
    }

    @Test
    void frequent_words_are_left_out_as_in_the_released_code() {
        assertThat(SkipGramPass.chance(1e-3, 1, 1_000)).isCloseTo(2, within(1e-9));
        assertThat(SkipGramPass.chance(1e-3, 100, 1_000)).isCloseTo(.1 + .01, within(1e-9));
        assertThat(SkipGramPass.chance(0, 100, 1_000)).isEqualTo(1);
    }
}
