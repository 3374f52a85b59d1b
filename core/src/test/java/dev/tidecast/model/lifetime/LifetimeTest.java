package dev.tidecast.model.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);
    private static final BgNbd PUBLISHED = new BgNbd(.243, 4.414, .793, 2.426);

    @Test
    void cdnow_gives_the_published_parameters() throws IOException {
        Optional<Dataset> sample = Cdnow.sample();
        Assumptions.assumeTrue(sample.isPresent(), Cdnow.ABSENT);
        Dataset calibration = sample.orElseThrow().asOf(Cdnow.endOf(LocalDate.of(1997, 9, 30)));
        assertThat(calibration.userCount()).isEqualTo(2_357);
        Lifetime fitted = (Lifetime) new LifetimeTrainer().fit(calibration, TARGET);
        System.out.println(fitted.law() + " " + fitted.spend());
        assertThat(fitted.law().r()).isCloseTo(.243, withinPercentage(1));
        assertThat(fitted.law().alpha()).isCloseTo(4.414, withinPercentage(1));
        assertThat(fitted.law().a()).isCloseTo(.793, withinPercentage(1));
        assertThat(fitted.law().b()).isCloseTo(2.426, withinPercentage(1));
        GammaGamma spend = fitted.spend().orElseThrow();
        assertThat(spend.p()).as("Fader and Hardie 2013: 6.25").isCloseTo(6.25, withinPercentage(2));
        assertThat(spend.q()).as("3.74").isCloseTo(3.74, withinPercentage(2));
        assertThat(spend.gamma()).as("15.44").isCloseTo(15.44, withinPercentage(2));
    }

    /** The worked example of "Implementing the BG/NBD Model in Excel": x 2, t_x 30.43, T 38.86, t 39. */
    @Test
    void expected_purchases_are_those_of_the_worked_example() {
        assertThat(PUBLISHED.expected(new Purchases(2, 30.43, 38.86), 39)).isCloseTo(1.226, within(.001));
    }

    @Test
    void a_short_window_expects_as_many_as_the_chance_of_one() {
        Purchases customer = new Purchases(5, 20, 22);
        assertThat(PUBLISHED.expected(customer, .001)).isCloseTo(PUBLISHED.any(customer, .001), withinPercentage(.1));
        assertThat(PUBLISHED.expected(customer, 20)).isGreaterThan(PUBLISHED.any(customer, 20));
    }

    @Test
    void simulated_customers_do_as_the_law_says() {
        Random random = new Random(11);
        BgNbd law = new BgNbd(2, 4, 1.5, 3);
        Purchases seen = new Purchases(0, 0, 2);
        int matched = 0;
        int came = 0;
        double total = 0;
        while (matched < 40_000) {
            double rate = (exponential(random) + exponential(random)) / 4; // gamma(2, 4)
            double leaving = beta(random);
            double at = exponential(random) / rate;
            if (at <= 2) {
                continue;
            }
            matched++;
            int here = 0;
            while (at <= 10) {
                here++;
                at = random.nextDouble() < leaving ? Double.MAX_VALUE : at + exponential(random) / rate;
            }
            came += here > 0 ? 1 : 0;
            total += here;
        }
        assertThat(came / 40_000.0).isCloseTo(law.any(seen, 8), within(.01));
        assertThat(total / 40_000).isCloseTo(law.expected(seen, 8), within(.04));
    }

    private static double exponential(Random random) {
        return -Math.log1p(-random.nextDouble());
    }

    /** beta(1.5, 3) by rejection under its bound. */
    private static double beta(Random random) {
        while (true) {
            double p = random.nextDouble();
            if (random.nextDouble() * .4 < Math.sqrt(p) * (1 - p) * (1 - p)) {
                return p;
            }
        }
    }

    @Test
    void thousands_of_purchases_keep_the_likelihood_finite() {
        Purchases heavy = new Purchases(5_000, 999, 1_000);
        assertThat(PUBLISHED.logLikelihood(heavy)).isFinite();
        assertThat(PUBLISHED.expected(heavy, 100)).isFinite().isPositive();
        assertThat(PUBLISHED.alive(new Purchases(5_000, 1, 1_000))).isCloseTo(0, within(1e-12));
    }

    @Test
    void special_functions_know_their_values() {
        assertThat(SpecialFunctions.logGamma(.5)).isCloseTo(Math.log(Math.sqrt(Math.PI)), within(1e-13));
        assertThat(SpecialFunctions.logGamma(11)).isCloseTo(Math.log(3_628_800), within(1e-12));
        assertThat(SpecialFunctions.logGamma(.1)).isCloseTo(2.252712651734206, within(1e-12));
        assertThat(SpecialFunctions.hypergeometric(1, 1, 2, .5)).isCloseTo(2 * Math.log(2), within(1e-13));
        assertThat(SpecialFunctions.hypergeometric(3, 7, 7, .2)).isCloseTo(Math.pow(.8, -3), within(1e-12));
    }

    @Test
    void spend_is_drawn_from_the_mean_of_all_to_the_own() {
        GammaGamma law = new GammaGamma(6.25, 3.74, 15.44);
        assertThat(law.expected(0, 0)).isCloseTo(15.44 * 6.25 / 2.74, within(1e-9));
        assertThat(law.expected(1, 100)).isCloseTo(6.25 * (15.44 + 100) / (6.25 + 2.74), within(1e-9));
        assertThat(law.expected(1_000, 100)).isCloseTo(100, within(.1));
    }

    @Test
    void it_tells_whether_and_ranks_nothing() {
        Dataset shop = TestShop.random(5, 60, 20, 100).dataset();
        ProbabilityScorer scorer =
                (ProbabilityScorer) new LifetimeTrainer().fit(shop, TARGET).scorer(shop);
        assertThat(scorer.ranks()).isFalse();
        for (int user = 0; user < shop.userCount(); user++) {
            double any = scorer.anyInWindow(shop.history(user));
            assertThat(any).isBetween(0.0, 1.0);
            assertThat(scorer.within(shop.history(user), 7, 1)).isLessThanOrEqualTo(any);
            assertThat(scorer.activeInWindow(shop.history(user))).isBetween(0.0, 1.0);
            assertThat(scorer.spendInWindow(shop.history(user))).as("no prices").isNaN();
        }
    }

    @Test
    void without_the_behaviour_it_says_what_is_missing() {
        Dataset shop = new TestShop()
                .add("a", "x", Behaviour.VIEW, TestShop.START, Long.MAX_VALUE)
                .dataset();
        assertThatThrownBy(() -> new LifetimeTrainer().fit(shop, TARGET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("purchase");
    }
}
