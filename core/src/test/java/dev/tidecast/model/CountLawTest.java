package dev.tidecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Laws of random users (seed in each message) never contradict themselves. */
class CountLawTest {
    private static final int LAWS = 500;
    private static final long SEED = 20_261_124;
    private static final double ROUNDING = 1e-12;

    private static CountLaw random(SplittableRandom random) {
        List<Behaviour> behaviours =
                Arrays.asList(Behaviour.values()).subList(0, 1 + random.nextInt(Behaviour.values().length));
        double[] inclined = new double[behaviours.size()];
        double[][] rates = new double[behaviours.size()][3];
        for (int b = 0; b < inclined.length; b++) {
            inclined[b] = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble();
            Arrays.setAll(rates[b], j -> Math.exp(random.nextDouble(-12, 6)));
        }
        return new CountLaw(
                random.nextDouble(),
                Math.exp(random.nextDouble(-6, 6)),
                List.of(1, 7, 30),
                behaviours,
                inclined,
                rates,
                baskets(random, inclined.length));
    }

    private static CountLaw.Baskets baskets(SplittableRandom random, int behaviours) {
        double[] mean = random.doubles(behaviours, 1, 40).toArray();
        return new CountLaw.Baskets(mean, random.doubles(behaviours, .1, 20).toArray());
    }

    @Test
    void no_behaviour_is_likelier_than_any_behaviour() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int n = 0; n < LAWS; n++) {
            CountLaw law = random(random);
            for (int days = 0; days <= 30; days++) {
                double any = law.anyProbability(days);
                assertThat(any).as("law %d of seed %d", n, SEED).isBetween(0.0, 1.0);
                for (Behaviour behaviour : law.behaviours()) {
                    assertThat(law.probability(behaviour, days, 1))
                            .as("law %d of seed %d", n, SEED)
                            .isLessThanOrEqualTo(any + ROUNDING);
                }
            }
        }
    }

    @Test
    void longer_horizons_and_larger_shares_are_never_less_likely() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int n = 0; n < LAWS; n++) {
            CountLaw law = random(random);
            Behaviour behaviour = law.behaviours().getLast();
            for (int days = 1; days <= 30; days++) {
                double share = random.nextDouble();
                double now = law.probability(behaviour, days, share);
                assertThat(now)
                        .as("law %d of seed %d", n, SEED)
                        .isGreaterThanOrEqualTo(law.probability(behaviour, days - 1, share) - ROUNDING)
                        .isGreaterThanOrEqualTo(law.probability(behaviour, days, share / 2) - ROUNDING);
                assertThat(law.anyProbability(days)).isGreaterThanOrEqualTo(law.anyProbability(days - 1) - ROUNDING);
            }
        }
    }

    @Test
    void a_union_lies_between_its_largest_part_and_the_sum_of_its_parts() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int n = 0; n < LAWS; n++) {
            CountLaw law = random(random);
            Behaviour behaviour = law.behaviours().getFirst();
            double one = random.nextDouble(.5);
            double other = random.nextDouble(.5);
            double first = law.probability(behaviour, 30, one);
            double second = law.probability(behaviour, 30, other);
            assertThat(law.probability(behaviour, 30, one + other))
                    .as("law %d of seed %d", n, SEED)
                    .isBetween(Math.max(first, second) - ROUNDING, first + second + ROUNDING);
            double days = law.expected(behaviour, 30, one + other);
            double sum = law.expected(behaviour, 30, one) + law.expected(behaviour, 30, other);
            assertThat(days).isLessThanOrEqualTo(sum + 1e-9 * (1 + sum)); // a day that meets both counts once
        }
    }

    @Test
    void quantiles_are_those_of_the_counts_that_the_law_draws() {
        CountLaw law = new CountLaw(
                .8, 1, List.of(7, 30), List.of(Behaviour.PURCHASE), new double[] {.5}, new double[][] {{1, 2}});
        // P(0) = .6 + .4/4; geometric beyond: P(n) = .4 x .25 x .75^n
        assertThat(law.probability(Behaviour.PURCHASE, 30, 1)).isCloseTo(.3, within(1e-12));
        assertThat(law.quantile(.69, Behaviour.PURCHASE, 30, 1)).isZero();
        assertThat(law.quantile(.71, Behaviour.PURCHASE, 30, 1)).isEqualTo(1);
        assertThat(law.quantile(.9, Behaviour.PURCHASE, 30, 1)).isEqualTo(4); // .6 + .4 (1 - .75^5) = .905
        assertThat(law.expected(Behaviour.PURCHASE, 30, 1)).isCloseTo(1.2, within(1e-12));
        assertThat(law.probability(Behaviour.VIEW, 30, 1)).isZero();
    }

    /** Given alive, nothing happens with .5 / (1 + 3) without the first behaviour and .5 / (1 + 1 + 3) with it. */
    @Test
    void churn_is_the_chance_of_none_of_the_behaviours() {
        CountLaw law = new CountLaw(
                .8,
                1,
                List.of(7, 30),
                List.of(Behaviour.VIEW, Behaviour.PURCHASE),
                new double[] {.5, 1},
                new double[][] {{1, 0}, {2, 1}});
        assertThat(1 - law.anyProbability(30)).isCloseTo(.2 + .8 * .225, within(1e-12));
        assertThat(law.anyProbability(0)).isZero();
    }

    @Test
    void a_day_meets_an_item_as_often_as_baskets_that_are_drawn() {
        SplittableRandom random = new SplittableRandom(SEED);
        double share = .03;
        double stop = 1 / 12.0; // n - 1 is geometric of mean 11: shape 1
        int met = 0;
        int days = 200_000;
        for (int day = 0; day < days; day++) {
            boolean found = random.nextDouble() < share;
            while (random.nextDouble() >= stop) {
                found |= random.nextDouble() < share;
            }
            met += found ? 1 : 0;
        }
        CountLaw.Baskets baskets = new CountLaw.Baskets(new double[] {12}, new double[] {1});
        assertThat(baskets.meets(0, share)).as("seed %d", SEED).isCloseTo((double) met / days, within(.004));
        assertThat(baskets.meets(0, 1)).isEqualTo(1);
        assertThat(baskets.meets(0, 0)).isZero();
    }

    @Test
    void a_horizon_beyond_the_law_is_refused() {
        CountLaw law = random(new SplittableRandom(SEED));
        assertThatThrownBy(() -> law.probability(law.behaviours().getFirst(), 31, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 30");
    }
}
