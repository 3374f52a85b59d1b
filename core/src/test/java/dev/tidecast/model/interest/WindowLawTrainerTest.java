package dev.tidecast.model.interest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CountLaw;
import dev.tidecast.model.TestShop;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Interactions;
import dev.tidecast.sequence.Target;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowLawTrainerTest {
    private static final long SEED = 5;
    private static final int USERS = 400;

    /** Users who view every other day and purchase at a rate of their own; a third stop for good somewhere. */
    private static Dataset shop(int days) {
        SplittableRandom random = new SplittableRandom(SEED);
        TestShop shop = new TestShop();
        for (int user = 0; user < USERS; user++) {
            double rate = .005 + .1 * random.nextDouble();
            double end = random.nextInt(3) == 0 ? random.nextDouble() * days : days;
            for (double day = 0; day < end; day += 1 + random.nextInt(3)) {
                long time = TestShop.START + Math.round(day * TestShop.DAY) + user;
                shop.add("u" + user, "i" + random.nextInt(20), Behaviour.VIEW, time, Interactions.NEVER);
                if (random.nextDouble() < rate) {
                    shop.add("u" + user, "i" + random.nextInt(20), Behaviour.PURCHASE, time, Interactions.NEVER);
                }
            }
        }
        return shop.dataset();
    }

    private static WindowLaw calibrated(Dataset whole, int cutDays) {
        Target target = new Target(Behaviour.PURCHASE, 10);
        long cut = TestShop.START + cutDays * TestShop.DAY;
        Dataset visible = whole.asOf(cut);
        WindowLaw law = new WindowLawTrainer(Progress.silent(), 1).fit(visible, target);
        double told = 0;
        double came = 0;
        double toldActive = 0;
        double active = 0;
        for (int user = 0; user < visible.userCount(); user++) {
            CountLaw one = law.of(visible.history(user));
            told += one.probability(Behaviour.PURCHASE, 10, 1) / USERS;
            toldActive += one.anyProbability(10) / USERS;
            History later = whole.asOf(cut + target.seconds()).history(user);
            boolean any = false;
            boolean purchase = false;
            for (int p = 0; p < later.size(); p++) {
                any |= later.time(p) > cut;
                purchase |= later.time(p) > cut && later.behaviour(p) == Behaviour.PURCHASE;
            }
            came += purchase ? 1.0 / USERS : 0;
            active += any ? 1.0 / USERS : 0;
        }
        assertThat(told).as("seed %d", SEED).isCloseTo(came, within(.06));
        assertThat(toldActive).as("seed %d", SEED).isCloseTo(active, within(.06));
        return law;
    }

    @Test
    void probabilities_are_right_on_average_after_a_cut() {
        assertThat(calibrated(shop(120), 100).calibration()).contains("calibrated on the window that ends at the cut");
    }

    @Test
    void a_short_log_is_calibrated_by_users_and_says_so() {
        assertThat(calibrated(shop(46), 35).calibration())
                .contains("shorter than four horizons")
                .contains("a fifth of the users");
    }

    @Test
    void two_fits_tell_alike_and_who_was_here_yesterday_is_likelier_than_who_was_not() {
        Dataset shop = shop(60);
        Target target = new Target(Behaviour.PURCHASE, 10);
        WindowLaw law = new WindowLawTrainer(Progress.silent(), 1).fit(shop, target);
        WindowLaw again = new WindowLawTrainer(Progress.silent(), 1).fit(shop, target);
        double here = 0;
        double gone = 1;
        for (int user = 0; user < USERS; user++) {
            History history = shop.history(user);
            double told = law.of(history).anyProbability(10);
            assertThat(again.of(history).anyProbability(10)).isEqualTo(told);
            double days = (history.asOf() - history.time(history.size() - 1)) / (double) TestShop.DAY;
            here = days < 2 && history.size() > 20 ? Math.max(here, told) : here;
            gone = days > 30 ? Math.min(gone, told) : gone;
        }
        assertThat(here).isGreaterThan(.9);
        assertThat(gone).isLessThan(.2);
    }
}
