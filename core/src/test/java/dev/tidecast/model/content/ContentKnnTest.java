package dev.tidecast.model.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.evaluate.LeakCheck;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.words.PlainTokeniser;
import dev.tidecast.model.words.PlantedWords;
import dev.tidecast.model.words.Tokeniser;
import dev.tidecast.model.words.WholeTexts;
import dev.tidecast.model.words.Word2Vec;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentKnnTest {
    private static final long DAY = 86_400;
    private static final int ITEMS = 300;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    /** Each item's title is a sentence of one topic (seed 2); users buy within a topic; the last item has no title. */
    private static Dataset shop() {
        List<String> names = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        List<String> none = new ArrayList<>();
        for (List<String> sentence : PlantedWords.sentences(2, ITEMS)) {
            names.add("i" + names.size());
            titles.add(names.size() == ITEMS ? "" : String.join(" ", sentence).replace('-', 'x'));
            none.add("");
        }
        Random random = new Random(2);
        DatasetBuilder rows = new DatasetBuilder();
        List<String> users = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            rows.add(item % 40, item, Behaviour.PURCHASE.ordinal(), item * DAY + random.nextInt(1_000), 1, 1, -1, -1);
        }
        for (int user = 0; user < 40; user++) {
            users.add("u" + user);
        }
        return rows.build(
                "shop",
                ZoneOffset.UTC,
                true,
                users,
                new DatasetBuilder.ItemTexts(names, titles, none, none),
                List.of());
    }

    private final Dataset whole = shop();

    private static ContentKnnTrainer trainer(Tokeniser tokeniser) {
        return trainer(tokeniser, 0);
    }

    private static ContentKnnTrainer trainer(Tokeniser tokeniser, double popularity) {
        Word2Vec words = new Word2Vec(16, 5, 5, 0, 20, .05, 2, 2, 1);
        return new ContentKnnTrainer(tokeniser, words, 1, .5, TextEncoder.Weighting.SIF, 30, 2, 30, popularity);
    }

    private static float[][] scores(Model model, Dataset visible) {
        Scorer scorer = model.scorer(visible);
        float[][] scores = new float[visible.userCount()][visible.itemCount()];
        for (int user = 0; user < scores.length; user++) {
            scorer.score(visible.history(user), scores[user]);
        }
        return scores;
    }

    /** The topic of a title: the word that begins with a or b carries its number. */
    private static String topic(Dataset shop, int item) {
        return shop.items().titles().get(item).replaceAll(".*\\b[ab](\\d+)\\b.*", "$1");
    }

    @Test
    void items_that_nobody_took_before_the_cut_are_found_by_their_titles() {
        Dataset visible = whole.asOf(250 * DAY);
        Model model = trainer(new PlainTokeniser()).fit(visible, TARGET);
        Scorer scorer = model.scorer(whole);
        float[] scores = new float[ITEMS];
        int right = 0;
        for (int user = 0; user < 40; user++) {
            History before = whole.history(user).asOf(250 * DAY);
            scorer.score(before, scores);
            int best = visible.itemCount();
            for (int item = best; item < ITEMS; item++) {
                best = scores[item] > scores[best] ? item : best;
            }
            right += topic(whole, best).equals(topic(whole, before.item(before.size() - 1))) ? 1 : 0;
        }
        System.out.println("content-knn: " + right + " of 40 best new items are of the last item's topic");
        assertThat(right).as("chance gives 40 / 12").isGreaterThan(25);
    }

    @Test
    void it_keeps_the_promises_of_a_model(@TempDir Path folder) throws IOException {
        Tokeniser plain = new PlainTokeniser();
        Dataset visible = whole.asOf(250 * DAY);
        Model model = trainer(plain).fit(visible, TARGET);
        float[][] scores = scores(model, visible);
        for (float[] row : scores) {
            for (float score : row) {
                assertThat(score).isFinite().isNotNegative();
            }
        }
        assertThat(scores(trainer(plain).fit(visible, TARGET), visible)).isDeepEqualTo(scores);
        model.save(folder);
        assertThat(scores(ContentKnn.load(folder, plain), whole)).isDeepEqualTo(scores(model, whole));
        assertThat(LeakCheck.leak(trainer(plain), whole, 250 * DAY, TARGET)).isEmpty();
        float[] empty = new float[visible.itemCount()];
        model.scorer(visible).score(visible.history(0).asOf(-1), empty);
        assertThat(empty).containsOnly(0);
    }

    /** Items sell once a day here: those of the last 30 days have 1 active day, the others none. */
    @Test
    void popularity_multiplies_likeness() {
        float[][] plain = scores(trainer(new PlainTokeniser()).fit(whole, TARGET), whole);
        float[][] selling = scores(trainer(new PlainTokeniser(), 2).fit(whole, TARGET), whole);
        for (int item = 0; item < ITEMS; item++) {
            float factor = item >= ITEMS - 30 ? 1.5f * 1.5f : .25f;
            assertThat(selling[3][item]).as("item " + item).isEqualTo(plain[3][item] * factor);
        }
    }

    @Test
    void an_item_without_a_title_scores_nothing_and_gives_nothing() {
        float[][] scores = scores(trainer(new PlainTokeniser()).fit(whole, TARGET), whole);
        for (float[] row : scores) {
            assertThat(row[ITEMS - 1]).isZero();
        }
    }

    @Test
    void words_of_another_tokeniser_are_refused(@TempDir Path folder) throws IOException {
        trainer(new PlainTokeniser()).fit(whole, TARGET).save(folder);
        assertThatThrownBy(() -> ContentKnn.load(folder, new WholeTexts()))
                .hasMessageContaining("plain")
                .hasMessageContaining("whole");
    }

    /** Unit vectors at 0, 30, 80 and 180 degrees, and one that is missing. */
    @Test
    void neighbours_are_the_nearest_by_cosine_those_at_right_angles_and_beyond_left_out() {
        float[] values = new float[10];
        double[] degrees = {0, 30, 80, 180};
        for (int item = 0; item < 4; item++) {
            values[2 * item] = 5 * (float) Math.cos(Math.toRadians(degrees[item]));
            values[2 * item + 1] = 5 * (float) Math.sin(Math.toRadians(degrees[item]));
        }
        Modality modality = new Modality("m", 2, values, new boolean[] {true, true, true, true, false});
        SparseRows nearest = ContentNeighbours.of(modality, 2);
        assertThat(nearest.from()).containsExactly(0, 2, 4, 6, 6, 6);
        assertThat(nearest.column()).containsExactly(1, 2, 0, 2, 1, 0);
        assertThat(nearest.value()[0]).isCloseTo((float) Math.cos(Math.toRadians(30)), within(1e-6f));
        assertThat(nearest.value()[4]).isCloseTo((float) Math.cos(Math.toRadians(50)), within(1e-6f));
        assertThat(ContentNeighbours.of(modality, 1).column()).containsExactly(1, 0, 1);
    }
}
