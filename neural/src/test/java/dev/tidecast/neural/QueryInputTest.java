package dev.tidecast.neural;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Compute;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.StepInput;
import dev.tidecast.model.WindowRecipe;
import dev.tidecast.model.content.ContentKnnTrainer;
import dev.tidecast.model.content.ContentSource;
import dev.tidecast.model.content.QueryVectors;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.model.interest.ExploreTerm;
import dev.tidecast.model.words.PlainTokeniser;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Users search for a title's words and buy the item a few days later; what they bought before tells nothing. */
class QueryInputTest {
    private static final long DAY = 86_400;
    private static final int USERS = 80;
    private static final int LEARNT_FROM = 60;
    private static final List<String> COLOURS = List.of("red", "blue", "green");
    private static final List<String> THINGS = List.of("cup", "lamp", "chair", "rug");
    private static final int ITEMS = COLOURS.size() * THINGS.size();
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 7);

    private static Dataset shop() {
        SplittableRandom random = new SplittableRandom(7);
        DatasetBuilder rows = new DatasetBuilder();
        for (int user = 0; user < USERS; user++) {
            for (long day = random.nextInt(10); day < 150; day += 8 + random.nextInt(8)) {
                int item = random.nextInt(ITEMS);
                rows.add(user, -1, Behaviour.SEARCH.ordinal(), day * DAY + 40_000, 1, 2, -1, item);
                long bought = day + 2 + random.nextInt(5);
                rows.add(user, item, Behaviour.PURCHASE.ordinal(), bought * DAY + 36_000, 1, 2, -1, -1);
            }
        }
        List<String> none = Collections.nCopies(ITEMS, "");
        return rows.build(
                "shop",
                ZoneOffset.UTC,
                true,
                IntStream.range(0, USERS).mapToObj(user -> "u" + user).toList(),
                new DatasetBuilder.ItemTexts(
                        IntStream.range(0, ITEMS).mapToObj(item -> "i" + item).toList(), titles("a %s %s"), none, none),
                titles("%2$s in %1$s"));
    }

    /** Of each item, from its colour and what it is. */
    private static List<String> titles(String form) {
        List<String> titles = new ArrayList<>();
        for (String colour : COLOURS) {
            THINGS.forEach(thing -> titles.add(String.format(java.util.Locale.ROOT, form, colour, thing)));
        }
        return titles;
    }

    private static StepContent.Source queries() {
        ContentKnnTrainer texts = ContentKnnTrainer.standard(new PlainTokeniser());
        return StepContent.of(Set.of(StepInput.QUERY), visible -> QueryVectors.of(visible, texts, texts::wordVectors));
    }

    private static ExploreTerm trained(Dataset shop, List<TrainingAnchor> anchors, StepContent.Source steps) {
        NetworkSettings settings = new NetworkSettings(
                TrunkShape.recurrent(Recipe.Trunk.LSTM, 16, 16, 1),
                0,
                40,
                Optimizer.AdamSettings.adam(.01),
                1,
                10,
                6,
                6,
                3,
                2,
                ContentSource.none(),
                steps,
                WindowRecipe.standard(),
                Compute.standard(),
                1,
                2);
        return new TrunkStage(NativeRuntime.start(2), settings, Progress.silent(), Checkpoints.none())
                .train(shop, anchors, (anchor, logits) -> {}, false, 40, null, null, "explore")
                .term();
    }

    /** The share of users outside training, searching for something that they will buy, of whom the first item is right. */
    private static double right(ExploreTerm term, Dataset shop, List<TrainingAnchor> anchors) {
        int asked = 0;
        int right = 0;
        for (TrainingAnchor anchor : anchors) {
            History history = shop.history(anchor.user()).asOf(anchor.asOf());
            if (anchor.user() < LEARNT_FROM || history.behaviour(history.size() - 1) != Behaviour.SEARCH) {
                continue;
            }
            float[] scores = new float[ITEMS];
            term.addTo(term.state(history), 1, scores);
            int first = 0;
            for (int item = 1; item < ITEMS; item++) {
                first = scores[item] > scores[first] ? item : first;
            }
            int told = first;
            asked++;
            right += IntStream.of(anchor.targets()).anyMatch(item -> item == told) ? 1 : 0;
        }
        assertThat(asked).isGreaterThan(50);
        return (double) right / asked;
    }

    @Test
    void whatIsSearchedForIsForetoldFromQueriesAndNotWithoutThem() {
        Dataset shop = shop();
        List<Long> instants =
                LongStream.rangeClosed(10, 46).map(k -> 3 * k * DAY).boxed().toList();
        List<TrainingAnchor> anchors = TrainingAnchor.of(shop, TARGET, instants);
        List<TrainingAnchor> learnt =
                anchors.stream().filter(each -> each.user() < LEARNT_FROM).toList();
        double with = right(trained(shop, learnt, queries()), shop, anchors);
        double without = right(trained(shop, learnt, StepContent.Source.none()), shop, anchors);
        assertThat(with).isGreaterThan(.7);
        assertThat(without).as("one of twelve by chance").isLessThan(.3);
    }
}
