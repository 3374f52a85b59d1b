package dev.tidecast.app.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.app.serve.Sample;
import dev.tidecast.app.serve.ShopWide;
import dev.tidecast.app.serve.ShopWide.Audience;
import dev.tidecast.app.serve.ShopWide.Target;
import dev.tidecast.app.serve.ShopWide.Trend;
import dev.tidecast.app.serve.ShopWide.Trends;
import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Question;
import dev.tidecast.sequence.Facet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where not all users are asked the answer says so, and how far off it may be. */
class SampledAudienceTest {
    private static final Question QUESTION = new Question(Behaviour.PURCHASE, List.of(30), Facet.ITEM, 1);

    @TempDir
    Path out;

    @Test
    void a_sample_says_what_it_is_and_its_interval_is_about_the_sum_of_all() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            Audience all = new ShopWide(shop.service()).audience(QUESTION, "item3");
            Audience some = new ShopWide(shop.service(), 40).audience(QUESTION, "item3");
            assertThat(all.sample()).isNull();
            Sample sample = requireNonNull(some.sample());
            assertThat(sample.asked()).isEqualTo(40);
            assertThat(sample.of()).isEqualTo(TestShop.USERS);
            double sum = all.members().stream().mapToDouble(Target::probability).sum();
            assertThat(sample.within()).isPositive().isLessThan(sum);
            assertThat(Math.abs(sample.expected() - sum)).isLessThan(sample.within() * 2);
        }
    }

    @Test
    void trends_of_a_sample_have_intervals() throws Exception {
        try (TestShop shop = TestShop.open(out)) {
            Trends all = new ShopWide(shop.service()).trends(QUESTION);
            Trends some = new ShopWide(shop.service(), 40).trends(QUESTION);
            assertThat(all.asked()).isEqualTo(all.users());
            assertThat(all.values()).allMatch(each -> each.within() == 0);
            assertThat(some.asked()).isEqualTo(40);
            long met = 0;
            for (int value = 0; value < some.values().size(); value++) {
                Trend each = some.values().get(value);
                double off = Math.abs(each.expected() - all.values().get(value).expected());
                met += off <= each.within() ? 1 : 0;
            }
            assertThat(met).isGreaterThan(some.values().size() * 8L / 10);
        }
    }
}
