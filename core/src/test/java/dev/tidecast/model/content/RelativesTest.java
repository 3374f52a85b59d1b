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
        return Relatives.of(KNOWN, List.of(List.of(words)), count);
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
