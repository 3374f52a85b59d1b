package dev.tidecast.model.counters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.SparseRowsBuilder;
import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowSupportTest {
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);

    /** Each of {@code items} bought once, then a few of them again; 50 users. */
    private static Dataset shop(int items) {
        Random random = new Random(5);
        TestShop shop = new TestShop();
        for (int purchase = 0; purchase < items + 2_000; purchase++) {
            int item = purchase < items ? purchase : random.nextInt(100);
            shop.buys("u" + random.nextInt(50), "i" + item, 100.0 * purchase / (items + 2_000));
        }
        return shop.dataset();
    }

    /** Each item lends to some others. */
    private static Support lending(int items) {
        Random random = new Random(6);
        SparseRowsBuilder weights = new SparseRowsBuilder(items);
        for (int item = 0; item < items; item++) {
            for (int k = random.nextInt(items / 20); k < items; k += 1 + random.nextInt(items / 10)) {
                weights.add(k, random.nextFloat());
            }
            weights.endRow();
        }
        return new Support(weights.build(), 60);
    }

    private static CounterRows rows(Dataset before) {
        CounterRow.Trend flat = new CounterRow.Trend(before.asOf(), new float[3][before.itemCount()]);
        CounterSettings settings = CounterSettings.of(List.of(Behaviour.PURCHASE));
        return new CounterRows(settings, lending(before.itemCount()), flat);
    }

    @Test
    void rows_of_a_large_catalogue_make_their_support_anew_to_the_bit() {
        Dataset shop = shop(RowSupport.MOST_HELD + 500);
        Dataset before = shop.asOf(shop.asOf() - TARGET.seconds());
        CounterRows rows = rows(before);
        List<CounterRow> kept = rows.training(shop, TARGET, 20);
        assertThat(kept).hasSize(20);
        for (CounterRow row : kept) {
            float[] held = rows.row(before.history(row.user()), row.targets())
                    .support()
                    .values();
            assertThat(row.support().values())
                    .isEqualTo(held)
                    .isNotSameAs(row.support().values());
        }
    }

    @Test
    void rows_of_a_small_one_hold_it() {
        Dataset shop = shop(500);
        Dataset before = shop.asOf(shop.asOf() - TARGET.seconds());
        CounterRow row = rows(before).training(shop, TARGET, 1).getFirst();
        assertThat(row.support().values()).isSameAs(row.support().values());
    }
}
