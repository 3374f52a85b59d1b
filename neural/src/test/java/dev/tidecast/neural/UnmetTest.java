package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.counters.CounterLogits;
import dev.tidecast.model.counters.CounterRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnmetTest {
    private static final int V = 4;
    private static final CounterLogits FLAT = new CounterLogits(new double[4 + 5]);

    /** A row of a user with one own item; counting finds all items alike. */
    private static CounterRow row(int user, int own, int... targets) {
        CounterRow.Trend trend = new CounterRow.Trend(100, new float[3][V]);
        return new CounterRow(
                user, trend, () -> new float[V], new float[0], new int[] {own}, new float[5], new float[0], targets);
    }

    private static float[] logits(Unmet unmet, int anchor) {
        float[] logits = new float[V];
        unmet.frozen().addTo(anchor, logits);
        return logits;
    }

    @Test
    void ownItemsAreNeitherTargetsNorCandidates() {
        Unmet unmet = Unmet.of(List.of(row(0, 1, 1), row(1, 2, 0, 2)), FLAT);
        assertThat(unmet.anchors()).singleElement().satisfies(anchor -> {
            assertThat(anchor.user()).isEqualTo(1);
            assertThat(anchor.targets()).containsExactly(0);
        });
        assertThat(logits(unmet, 0)[2]).isLessThan(-1e20f);
    }

    @Test
    void whatAWindowTookMoreOfThanForetoldIsToldBeforehand() {
        Unmet unmet = Unmet.of(List.of(row(0, 3, 0), row(1, 3, 0), row(2, 3, 1)), FLAT);
        float[] logits = logits(unmet, 0);
        // Each of three users was foretold a third of each of three items: one of each item in all.
        assertThat((double) logits[0]).isCloseTo(Math.log(2.5 / 1.5), within(1e-5));
        assertThat((double) logits[1]).isCloseTo(0, within(1e-5));
        assertThat((double) logits[2]).isCloseTo(Math.log(.5 / 1.5), within(1e-5));
    }
}
