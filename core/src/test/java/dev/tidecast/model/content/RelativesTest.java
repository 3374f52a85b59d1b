package dev.tidecast.model.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.SparseRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelativesTest {
    private static final List<List<String>> KNOWN = List.of(
            List.of("red", "lantern", "sold"),
            List.of("blue", "lantern", "sold"),
            List.of("red", "teapot", "sold"),
            List.of("green", "teapot", "sold"));

    private static SparseRows of(int count, String... words) {
        return Relatives.of(KNOWN, List.of(List.of(words)), content(0), count);
    }

    /** Vectors of lanterns and teapots, which have much in common; of a new item one that is as {@code like} a lantern. */
    private static Modality content(float like, boolean... has) {
        float[] values = {9, 1, 0, 9, .8f, .1f, 9, 0, 1, 9, .1f, .9f, 9, like, 1 - like};
        boolean[] present = java.util.Arrays.copyOf(has, 5);
        for (int at = 0; at < values.length; at++) {
            values[at] = present[at / 3] ? values[at] : 0;
        }
        return new Modality("vector", 3, values, present);
    }

    @Test
    void vectorsCountBeforeWordsWhereBothSidesHaveThem() {
        List<List<String>> fresh = List.of(List.of("green", "teapot"));
        SparseRows lanterns = Relatives.of(KNOWN, fresh, content(1, true, true, true, true, true), 4);
        assertThat(lanterns.column()).containsExactlyInAnyOrder(0, 1);
        assertThat(lanterns.value()[0] + lanterns.value()[1]).isBetween(.9f, 1f);
        SparseRows words = of(4, "green", "teapot");
        for (boolean[] has : new boolean[][] {{true, true, true, true, false}, {false, false, false, false, true}}) {
            assertThat(Relatives.of(KNOWN, fresh, content(1, has), 4).column()).containsExactly(words.column());
        }
    }

    @Test
    void theNearestComeFirstAndTheirWeightsSumToTheNearestCosine() {
        SparseRows same = of(4, "red", "lantern", "sold");
        assertThat(same.column()[0]).isZero();
        assertThat(same.value()[0] + same.value()[1] + same.value()[2]).isCloseTo(1, within(1e-6f));
        SparseRows like = of(2, "tall", "lantern");
        assertThat(like.column()).containsExactlyInAnyOrder(0, 1);
        assertThat(like.value()[0] + like.value()[1]).isBetween(.1f, .9f);
    }

    @Test
    void whatSharesNoWordOrOnlyOneThatAllHaveHasNoRelatives() {
        assertThat(of(4, "umbrella").column()).isEmpty();
        assertThat(of(4).column()).isEmpty();
        assertThat(of(4, "sold").column()).isEmpty();
    }
}
