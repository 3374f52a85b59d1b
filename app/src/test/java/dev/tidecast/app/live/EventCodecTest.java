package dev.tidecast.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.event.Behaviour;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final LiveEvent FULL =
            new LiveEvent("Zoë", "85123A", Behaviour.PURCHASE, 1_320_843_000, 6, 2.55, "536365", "lamp", "e-1", true);
    private static final LiveEvent BARE =
            new LiveEvent("u", null, Behaviour.VIEW, -5, Double.NaN, Double.NaN, null, null, null, false);

    private static LiveEvent andBack(LiveEvent event) {
        byte[] key = EventCodec.key(event.user(), event.time(), 7);
        return EventCodec.read(key, EventCodec.value(key, event));
    }

    @Test
    void what_is_written_is_read_again() {
        assertThat(andBack(FULL)).isEqualTo(FULL);
        assertThat(andBack(BARE)).isEqualTo(BARE);
    }

    /** Stored events outlive this version: these bytes may never change. */
    @Test
    void version_1_is_as_it_was_released() {
        byte[] key = EventCodec.key("u", 5, 1);
        assertThat(HexFormat.of().formatHex(key)).isEqualTo("7500" + "8000000000000005" + "0000000000000001");
        byte[] value = EventCodec.value(
                key, new LiveEvent("u", "a", Behaviour.CART, 5, 2, Double.NaN, null, null, "x", false));
        assertThat(HexFormat.of().formatHex(value, 0, value.length - 4))
                .isEqualTo("01" + "04" + "19" + "4000000000000000" + "0001" + "61" + "0001" + "78");
    }

    @Test
    void keys_sort_by_user_then_time_then_arrival() {
        byte[][] sorted = {
            EventCodec.key("a", -5, 9),
            EventCodec.key("a", 3, 1),
            EventCodec.key("a", 3, 2),
            EventCodec.key("a", 1L << 40, 0),
            EventCodec.key("ab", 0, 0),
            EventCodec.key("b", -9, 0)
        };
        for (int k = 1; k < sorted.length; k++) {
            assertThat(Arrays.compareUnsigned(sorted[k - 1], sorted[k])).isNegative();
        }
        byte[][] range = EventCodec.range("a");
        assertThat(Arrays.compareUnsigned(range[0], sorted[0])).isNegative();
        assertThat(Arrays.compareUnsigned(sorted[3], range[1])).isNegative();
        assertThat(Arrays.compareUnsigned(range[1], sorted[4])).isNegative();
    }

    @Test
    void each_changed_bit_is_noticed() {
        byte[] key = EventCodec.key(FULL.user(), FULL.time(), 7);
        byte[] value = EventCodec.value(key, FULL);
        for (int bit = 0; bit < value.length * 8; bit++) {
            byte[] damaged = value.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> EventCodec.read(key, damaged)).isInstanceOf(DamagedEventException.class);
        }
    }
}
