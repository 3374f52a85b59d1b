package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CountLaw;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LawBoardTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);
    private static final long CUT = TestShop.START + 60 * TestShop.DAY;

    /** Tells a Poisson-like law of a given rate; ranks what was bought last first. */
    private static Given told(double rate) {
        return new Given("told", visible -> new ProbabilityScorer() {
            @Override
            public void score(History history, float[] scores) {
                java.util.Arrays.fill(scores, -9);
                if (!history.isEmpty()) {
                    scores[history.item(history.size() - 1)] = 0;
                }
            }

            @Override
            public Scale scale() {
                return Scale.LOGIT;
            }

            @Override
            public double anyInWindow(History history) {
                return law(history).probability(Behaviour.PURCHASE, 14, 1);
            }

            @Override
            public CountLaw law(History history) {
                return new CountLaw(
                        1, 1_000, List.of(14), List.of(Behaviour.PURCHASE), new double[] {1}, new double[][] {{rate}});
            }
        });
    }

    private static LawBoard board(Dataset whole, Given model) {
        CutCases cases = CutCases.of(whole, CUT, TARGET);
        LawBoard board = new LawBoard(cases, "cut", FacetCandidates.of(cases.visible(), Facet.ITEM));
        board.judge("told", model, 2);
        return board;
    }

    @Test
    void directions_are_those_worked_by_hand() {
        TestShop shop = new TestShop().buys("first", "a", 1).buys("first", "b", 2);
        for (int user = 0; user < 20; user++) {
            String name = "u" + user;
            shop.buys(name, "a", 34 + user / 100.0) // a: 1, 0, then 0; b: 0, 1, then 3
                    .buys(name, "b", 50 + user / 100.0)
                    .buys(name, "b", 61 + user / 100.0)
                    .buys(name, "b", 62 + user / 100.0)
                    .buys(name, "b", 63 + user / 100.0);
        }
        List<BacktestDetails.DirectionResult> results =
                board(shop.buys("first", "a", 90).dataset(), told(2)).directions();
        assertThat(results).extracting(BacktestDetails.DirectionResult::model).containsExactly("persistence", "told");
        for (BacktestDetails.DirectionResult each : results) { // both tell a fading, which stays, and b rising
            assertThat(each.cases()).isEqualTo(40);
            assertThat(each.f1())
                    .containsEntry("rising", 1.0)
                    .containsEntry("fading", 0.0)
                    .containsEntry("steady", 0.0);
            assertThat(each.macroF1()).isCloseTo(1.0 / 3, within(1e-12));
        }
    }

    @Test
    void intervals_of_a_right_law_hold_and_those_of_a_wrong_one_do_not() {
        long seed = 8;
        Random random = new Random(seed);
        TestShop shop = new TestShop();
        for (int user = 0; user < 800; user++) {
            shop.buys("u" + user, "i" + user % 200, 1 + user / 1_000.0);
            double at = -Math.log(random.nextDouble()) * 14 / 4; // a Poisson count of mean 4 in 14 days
            for (int item = 0; at < 14; item++) {
                shop.buys("u" + user, "i" + item, 60 + at);
                at -= Math.log(random.nextDouble()) * 14 / 4;
            }
        }
        Dataset whole = shop.buys("u0", "i0", 90).dataset();
        BacktestDetails.CountResult right = board(whole, told(4)).intervals().getFirst();
        assertThat(right.cases()).isEqualTo(800);
        assertThat(right.within()).as("seed " + seed).isBetween(.8, .93); // counts are whole: more than .8
        assertThat(right.within()).as("seed " + seed).isCloseTo(right.promised(), within(.04)); // 3 deviations
        assertThat(right.expected()).isCloseTo(4, within(.05));
        assertThat(right.came()) // days with any of four events
                .as("seed " + seed)
                .isCloseTo(14 * (1 - Math.exp(-4 / 14.0)), within(.25));
        assertThat(right.width()).isBetween(4.0, 6.0);
        assertThat(board(whole, told(12)).intervals().getFirst().within()).isLessThan(.3);
    }
}
