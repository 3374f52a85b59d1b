package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.neural.SelectionWindow.Figures;
import java.util.Arrays;
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
}
