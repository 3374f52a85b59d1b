package dev.tidecast.model.interest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Arrival;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.UserState;
import org.junit.jupiter.api.Test;

class StateMemoryTest {
    private static final long DAY = 86_400;
    private static final CleaningRules RULES = CleaningRules.standard(Long.MAX_VALUE);

    private final ExploreTerm term = new ExploreTermTest().term();
    private final StateMemory memory = new StateMemory(term);

    private static UserState bought(UserState before, int item, long time) {
        return before.apply(new Arrival(item, Behaviour.PURCHASE, time, 1, 2.5f, -1, -1, false), RULES);
    }

    private float[] remembered(UserState user, long instant) {
        History history = user.readout(instant);
        float[] state = memory.state(history);
        assertThat(state).containsExactly(term.state(history));
        return state;
    }

    @Test
    void a_state_is_kept_through_the_events_of_today_and_made_again_tomorrow_or_after_a_late_one() {
        UserState user = bought(UserState.empty(0), 0, DAY);
        float[] first = remembered(user, 3 * DAY);
        user = bought(user, 1, 3 * DAY + 5);
        assertThat(remembered(user, 3 * DAY + 9)).isSameAs(first);
        assertThat(remembered(user, 4 * DAY)).isNotEqualTo(first);
        UserState late = bought(user, 2, 2 * DAY);
        assertThat(remembered(late, 3 * DAY + 9)).isNotEqualTo(first);
    }

    @Test
    void another_user_under_the_same_number_has_a_state_of_his_own() {
        float[] one = remembered(bought(UserState.empty(7), 0, DAY), 3 * DAY);
        assertThat(remembered(bought(UserState.empty(7), 1, DAY), 3 * DAY)).isNotEqualTo(one);
    }
}
