package dev.tidecast.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalisationTest {
    private static final double[] VALUES = {1, 2, Double.NaN, 3, 4, 10};

    @Test
    void everyKindIsUndoneByItsInverseAndSurvivesJson() throws Exception {
        JsonMapper json = JsonMapper.builder().build();
        for (Normalisation each : List.of(
                new Normalisation.Log(),
                Normalisation.Standard.fit(VALUES),
                Normalisation.Robust.fit(VALUES),
                Normalisation.MinMax.fit(VALUES))) {
            assertThat(each.inverse(each.apply(7))).isEqualTo(7, within(1e-12));
            assertThat(each.apply(Double.NaN)).isNaN();
            assertThat(json.readValue(
                            json.writerFor(Normalisation.class).writeValueAsString(each), Normalisation.class))
                    .isEqualTo(each);
        }
    }

    @Test
    void fitsAreThoseOfTheTextbook() {
        assertThat(Normalisation.Standard.fit(VALUES)).isEqualTo(new Normalisation.Standard(4, Math.sqrt(10)));
        assertThat(Normalisation.Robust.fit(VALUES)).isEqualTo(new Normalisation.Robust(3, 2));
        assertThat(Normalisation.MinMax.fit(VALUES)).isEqualTo(new Normalisation.MinMax(1, 10));
        assertThat(Normalisation.MinMax.fit(new double[] {5, 5}).apply(5)).isZero();
    }

    @Test
    void limitsAreRobust() {
        double[] prices = {1, 2, 2, 4, 4, 4, 8, 8, 16, 1e9};
        Limits limits = java.util.Objects.requireNonNull(Limits.of(prices, 3));
        assertThat(limits.holds(16)).isTrue();
        assertThat(limits.holds(1e9f)).isFalse();
        assertThat(limits.cap(1e9f)).isEqualTo((float) limits.high());
        assertThat(limits.holds(Float.NaN)).isTrue();
        assertThat(Limits.of(new double[] {3, 3, 3}, 3)).isNull();
    }
}
