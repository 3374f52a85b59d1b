package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.model.counters.CounterLogits;
import dev.tidecast.model.counters.CounterRow;
import dev.tidecast.model.counters.RowSupport;
import dev.tidecast.neural.SelectionWindow.Figures;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionWindowTest {
    private static final Figures BEFORE = new Figures(new double[100], new double[100]);

    /** Of a hundred users some gain .1 and as many, or fewer, lose it. */
    private static Figures figures(int gaining, int losing, double fresh) {
        double[] all = new double[100];
        Arrays.fill(all, 0, gaining, .1);
        Arrays.fill(all, gaining, gaining + losing, -.1);
        double[] ofNew = new double[100];
        Arrays.fill(ofNew, fresh);
        ofNew[7] = Double.NaN; // took nothing new
        return new Figures(all, ofNew);
    }

    @Test
    void aGainWhoseIntervalHoldsZeroIsChance() {
        // Mean .012, standard error sqrt(.44 * .01 - .012^2) / 10 = .0065.
        assertThat(figures(28, 16, 0).clearlyAbove(BEFORE)).isFalse();
        // Mean .016, standard error .0064.
        assertThat(figures(30, 14, 0).clearlyAbove(BEFORE)).isTrue();
        assertThat(BEFORE.clearlyAbove(BEFORE)).isFalse();
    }

    @Test
    void newItemsMustNotLose() {
        assertThat(figures(30, 14, -.001).clearlyAbove(BEFORE)).isFalse();
        assertThat(figures(30, 14, .2).fresh()).isEqualTo(.2);
    }

    @Test
    void logitsOfALargeCatalogueAreMadeAnewEachTime() {
        int items = RowSupport.MOST_HELD + 1;
        float[] support = new float[items];
        support[3] = 2;
        support[5] = 1;
        CounterRow.Trend trend = new CounterRow.Trend(100, new float[3][items]);
        CounterRow row = new CounterRow(
                0, trend, () -> support, new float[0], new int[] {3}, new float[5], new float[0], new int[] {5});
        SelectionWindow window =
                SelectionWindow.of(List.of(row), new CounterLogits(new double[] {1, 0, 0, 0, 0, 0, 0, 0, 0}));
        SelectionWindow.Term nothing = (each, logits) -> {};
        SelectionWindow.Term better = (each, logits) -> logits[5] += 5;
        double second = Math.log(2) / Math.log(3);
        assertThat(window.figures(nothing).all()).isEqualTo(second);
        assertThat(window.figures(better).all()).isEqualTo(1);
        assertThat(window.figures(nothing).all()).isEqualTo(second);
        assertThat(window.with(better).figures(nothing).all()).isEqualTo(1);
        assertThat(window.with(better).with(better).temperature()).isLessThan(1);
    }
}
