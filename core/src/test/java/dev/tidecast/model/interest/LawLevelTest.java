package dev.tidecast.model.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CountLaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LawLevelTest {
    private static final long SEED = 4;
    private static final LawShape SHAPE =
            new LawShape(List.of(Behaviour.VIEW, Behaviour.PURCHASE), List.of(1, 7, 30), 0);

    /** Users of unlike values; a share of them views, a part of those purchases. */
    private static LawExamples windows(int users, double views, double purchases) {
        List<double[]> features = new ArrayList<>();
        List<int[][]> counts = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            boolean here = user < views * users;
            boolean buys = user < purchases * users;
            features.add(new double[1]);
            counts.add(new int[][] {{0, here ? 1 : 0, here ? 3 : 0}, {0, 0, buys ? 1 : 0}});
        }
        return new LawExamples(features, counts);
    }

    private static double[][] values(int users) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] values = new double[users][SHAPE.size()];
        for (double[] each : values) {
            Arrays.setAll(each, o -> random.nextGaussian() - (o < 4 ? 0 : 1.5));
        }
        return values;
    }

    private static double told(double[][] values, double[] shift, Behaviour behaviour) {
        return Arrays.stream(values)
                .mapToDouble(each -> {
                    double[] moved = new double[each.length];
                    Arrays.setAll(moved, o -> each[o] + shift[o]);
                    return SHAPE.law(moved, CountLaw.Baskets.single(2)).probability(behaviour, 30, 1);
                })
                .average()
                .orElse(0);
    }

    @Test
    void told_probabilities_have_the_mean_that_came_true_of_each_behaviour() {
        double[][] values = values(500);
        double[] shift = LawLevel.fit(SHAPE, values, windows(500, .6, .15), 0);
        assertThat(told(values, shift, Behaviour.VIEW)).as("seed %d", SEED).isCloseTo(.6, within(.02));
        assertThat(told(values, shift, Behaviour.PURCHASE)).as("seed %d", SEED).isCloseTo(.15, within(.02));
        assertThat(shift[1]).as("k stays").isZero();
    }

    @Test
    void few_users_move_the_level_less() {
        double many = LawLevel.fit(SHAPE, values(500), windows(500, .9, .5), 10)[0];
        double few = LawLevel.fit(SHAPE, values(10), windows(10, .9, .5), 10)[0];
        assertThat(few).as("seed %d", SEED).isPositive().isLessThan(many / 2);
    }
}
