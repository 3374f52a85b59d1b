package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.model.next.ItemSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NextItemLessonsTest {
    private static final int L = 30;

    /** Histories of very different lengths, as real ones are; item p of user u is 1000 u + p; seed 3. */
    private static List<ItemSequence> histories() {
        SplittableRandom random = new SplittableRandom(3);
        List<ItemSequence> histories = new ArrayList<>();
        for (int user = 0; user < 500; user++) {
            int length = (int) Math.min(200, Math.exp(1 + 4 * random.nextDouble() * random.nextDouble()));
            int[] items = new int[length];
            long[] times = new long[length];
            for (int p = 0; p < length; p++) {
                items[p] = 1000 * user + p;
                times[p] = 10L * p;
            }
            histories.add(new ItemSequence(items, times));
        }
        return histories;
    }

    private static NextItemLessons lessons() {
        return new NextItemLessons(histories(), true, L, 16, 2, 9, TreeMap::new);
    }

    private static List<NextItemPart> parts(NextItemLessons lessons, int epoch) {
        return lessons.batches(epoch).stream().flatMap(List::stream).toList();
    }

    @Test
    void each_transition_is_learnt_once_an_epoch() {
        NextItemLessons lessons = lessons();
        for (int epoch = 1; epoch <= 3; epoch++) {
            List<Integer> targets = new ArrayList<>();
            for (NextItemPart part : parts(lessons, epoch)) {
                for (int a = 0; a < part.tokens(); a++) {
                    assertThat(part.targets()[a]).isEqualTo((int) part.items()[(int) part.rows()[a]] + 1);
                    targets.add(part.targets()[a]);
                }
                assertThat(part.steps()).isLessThanOrEqualTo(L);
            }
            assertThat(targets).doesNotHaveDuplicates().hasSize((int) lessons.rows());
        }
    }

    @Test
    void padding_wastes_at_most_a_tenth() {
        for (NextItemPart part : parts(lessons(), 1)) {
            double waste = 1 - part.tokens() / (double) part.items().length;
            assertThat(waste).as(part.steps() + " steps").isLessThanOrEqualTo(NextItemLessons.MOST_WASTE);
        }
    }

    @Test
    void steps_are_of_like_size_and_shared_by_all_threads() {
        NextItemLessons lessons = lessons();
        List<List<NextItemPart>> steps = lessons.batches(1);
        double mean = lessons.rows() / (double) steps.size();
        assertThat(mean).isBetween(lessons.stepRows() * .8, lessons.stepRows() * 1.4);
        assertThat(steps.subList(0, steps.size() - 1)).allMatch(step -> step.size() >= 2);
    }

    @Test
    void an_epoch_is_the_same_whatever_ran_before_and_another_is_not() {
        NextItemLessons straight = lessons();
        straight.batches(1);
        List<NextItemPart> second = parts(straight, 2);
        List<NextItemPart> again = parts(lessons(), 2);
        List<NextItemPart> third = parts(lessons(), 3);
        for (int k = 0; k < second.size(); k++) {
            assertThat(again.get(k).targets()).isEqualTo(second.get(k).targets());
        }
        assertThat(third.getFirst().targets()).isNotEqualTo(second.getFirst().targets());
    }

    @Test
    void times_are_those_of_what_is_read_and_never_of_what_is_predicted() {
        for (NextItemPart part : parts(lessons(), 1)) {
            for (int a = 0; a < part.tokens(); a++) {
                int row = (int) part.rows()[a];
                assertThat(java.util.Objects.requireNonNull(part.times())[row])
                        .isEqualTo(10L * (part.items()[row] % 1000));
            }
        }
    }
}
