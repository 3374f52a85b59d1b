package dev.tidecast.model.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnmetItemsTest {
    private static double[] shares(float[] logits) {
        double sum = IntStream.range(0, logits.length)
                .mapToDouble(i -> Math.exp(logits[i]))
                .sum();
        return IntStream.range(0, logits.length)
                .mapToDouble(i -> Math.exp(logits[i]) / sum)
                .toArray();
    }

    @Test
    void otherItemsChangeAmongThemselvesAndOwnOnesStayAsLikely() {
        float[] logits = {2, 0, 1, .5f, -1};
        double[] before = shares(logits);
        UnmetItems.reorder(new int[] {2, 0}, logits, all -> {
            for (int i = 0; i < all.length; i++) {
                all[i] += i;
            }
        });
        double[] after = shares(logits);
        assertThat(logits[0]).isEqualTo(2);
        assertThat(logits[2]).isEqualTo(1);
        assertThat(after[0]).isCloseTo(before[0], within(1e-6));
        assertThat(after[1] + after[3] + after[4]).isCloseTo(before[1] + before[3] + before[4], within(1e-6));
        assertThat(after[4] / after[1]).isCloseTo(Math.exp(3) * before[4] / before[1], within(1e-5));
    }

    @Test
    void whoHasMetEverythingIsLeftAlone() {
        float[] logits = {2, 0};
        UnmetItems.reorder(new int[] {0, 1}, logits, all -> all[0] += 5);
        assertThat(logits).containsExactly(2, 0);
    }
}
