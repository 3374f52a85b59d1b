package dev.tidecast.model.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserFeaturesTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    private static long day(double days) {
        return TestShop.START + Math.round(days * TestShop.DAY);
    }

    private static float value(Dataset shop, long asOf, String name) {
        UserFeatures features = new UserFeatures(shop, TARGET, UserFeatures.behaviours(shop));
        float[] row = new float[features.size()];
        features.write(shop.asOf(asOf).history(0), row);
        assertThat(features.names()).contains(name);
        return row[features.names().indexOf(name)];
    }

    /** Bought on days 0, 10, 30 and viewed on day 40. */
    private static Dataset shop() {
        return new TestShop()
                .pays("a", "x", day(0), 5)
                .pays("a", "y", day(0.2), 6)
                .pays("a", "x", day(10), 5)
                .pays("a", "x", day(30), 5)
                .add("a", "z", Behaviour.VIEW, day(40), Long.MAX_VALUE)
                .dataset();
    }

    @Test
    void columns_tell_what_they_are_called() {
        Dataset shop = shop();
        long asOf = day(40);
        assertThat(value(shop, asOf, "purchase recency")).isCloseTo((float) Math.log(11), within(1e-5f));
        assertThat(value(shop, asOf, "any recency")).isZero();
        assertThat(value(shop, asOf, "view recency")).isZero();
        assertThat(value(shop, asOf, "purchase tenure")).isCloseTo((float) Math.log(41), within(1e-5f));
        assertThat(value(shop, asOf, "purchase days-30")).isCloseTo((float) Math.log(2), within(1e-5f));
        assertThat(value(shop, asOf, "purchase days-all")).isCloseTo((float) Math.log(4), within(1e-5f));
        assertThat(value(shop, asOf, "purchase events-all")).isCloseTo((float) Math.log(5), within(1e-5f));
        assertThat(value(shop, asOf, "purchase items-all")).isCloseTo((float) Math.log(3), within(1e-5f));
        assertThat(value(shop, asOf, "purchase gap-mean")).isCloseTo((float) Math.log(16), within(1e-5f));
        assertThat(value(shop, asOf, "purchase gap-variation")).isCloseTo(5 / 15f, within(1e-5f));
        assertThat(value(shop, asOf, "purchase due"))
                .as("of one longer gap, one ended")
                .isCloseTo(.6f, within(1e-5f));
        assertThat(value(shop, asOf, "spend-all")).isCloseTo((float) Math.log(22), within(1e-5f));
        assertThat(value(shop, asOf, "spend-30")).isCloseTo((float) Math.log(6), within(1e-5f));
        assertThat(value(shop, asOf, "spend-day")).isCloseTo((float) Math.log(8), within(1e-5f));
    }

    @Test
    void the_same_window_a_year_earlier_is_known_once_the_log_is_a_year_old() {
        Dataset shop = new TestShop()
                .buys("a", "x", 10)
                .buys("a", "x", 60)
                .buys("a", "x", 370)
                .dataset();
        assertThat(value(shop, day(370), "season"))
                .as("days 5 to 35: one")
                .isCloseTo((float) Math.log(2), within(1e-5f));
        assertThat(value(shop, day(380), "season-known")).isEqualTo(1);
        assertThat(value(shop, day(100), "season-known")).isZero();
    }

    @Test
    void a_row_depends_on_nothing_after_its_anchor() {
        Dataset shop = TestShop.random(8, 30, 20, 120).dataset();
        Dataset cut = shop.asOf(day(60));
        UserFeatures whole = new UserFeatures(shop, TARGET, List.of(Behaviour.VIEW, Behaviour.PURCHASE));
        UserFeatures seen = new UserFeatures(cut, TARGET, List.of(Behaviour.VIEW, Behaviour.PURCHASE));
        float[] a = new float[whole.size()];
        float[] b = new float[whole.size()];
        for (int user = 0; user < cut.userCount(); user++) {
            whole.write(shop.history(user).asOf(day(60)), a);
            seen.write(cut.history(user), b);
            assertThat(a).isEqualTo(b);
            for (float value : a) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void no_window_ends_after_the_cut() {
        Dataset cut = TestShop.random(8, 30, 20, 200).dataset().asOf(day(150));
        List<Long> anchors = ActivityExamples.anchors(cut, TARGET, 99);
        assertThat(anchors.getFirst()).isEqualTo(day(120));
        assertThat(anchors.getLast()).isGreaterThanOrEqualTo(day(50));
        UserFeatures features = new UserFeatures(cut, TARGET, UserFeatures.behaviours(cut));
        assertThatThrownBy(() -> ActivityExamples.of(cut, TARGET, features, List.of(day(121))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
