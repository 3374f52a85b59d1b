package dev.tidecast.evaluate;

import dev.tidecast.model.Model;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What every model promises, for the tests of those that are here and of those that others add. */
public enum ModelPromise {
    SCORES_ARE_FINITE {
        @Override
        public void check(Case one) {
            Model model = one.trainer.fit(one.visible(), one.target);
            finite(scores(model, one.visible()));
            float[] scores = new float[one.visible().itemCount()];
            Dataset visible = one.visible();
            model.scorer(visible).score(visible.history(0).asOf(one.whole.firstTime() - 1), scores);
            finite(new float[][] {scores});
        }
    },
    TWO_FITS_SCORE_ALIKE {
        @Override
        public void check(Case one) {
            float[][] first = scores(one.trainer.fit(one.visible(), one.target), one.visible());
            same(first, scores(one.trainer.fit(one.visible(), one.target), one.visible()));
        }
    },
    SAVED_AND_LOADED_IT_SCORES_ALIKE_ALSO_LATER {
        @Override
        public void check(Case one) throws IOException {
            Model model = one.trainer.fit(one.visible(), one.target);
            Path folder = Files.createTempDirectory(one.room, "model");
            model.save(folder);
            Model loaded = one.reader.read(folder);
            if (!loaded.name().equals(one.trainer.name())) {
                throw new AssertionError("loaded it is called " + loaded.name() + ", not " + one.trainer.name());
            }
            Dataset later = one.whole.asOf(one.cut + one.target.seconds());
            same(scores(model, one.visible()), scores(loaded, one.visible()));
            same(scores(model, later), scores(loaded, later));
        }
    },
    NOTHING_AFTER_THE_CUT_IS_SEEN {
        @Override
        public void check(Case one) {
            LeakCheck.leak(one.trainer, one.whole, one.cut, one.target).ifPresent(leak -> {
                throw new AssertionError(leak);
            });
        }
    },
    SCORERS_OF_SEVERAL_THREADS_DO_NOT_DISTURB_EACH_OTHER {
        @Override
        public void check(Case one) throws Exception {
            Model model = one.trainer.fit(one.visible(), one.target);
            float[][] alone = scores(model, one.visible());
            try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
                List<Future<float[][]>> together = new ArrayList<>();
                for (int i = 0; i < 2 * THREADS; i++) {
                    together.add(pool.submit(() -> scores(model, one.visible())));
                }
                for (Future<float[][]> each : together) {
                    same(alone, each.get());
                }
            }
        }
    };

    private static final int THREADS = 4;

    /** Reads back what {@link Model#save} wrote. */
    @FunctionalInterface
    public interface Reader {
        Model read(Path folder) throws IOException;
    }

    /**
     * What a promise is checked on.
     *
     * @param whole a log that goes on for at least one horizon after the cut
     * @param room an existing folder for files
     */
    public record Case(Trainer trainer, Reader reader, Dataset whole, long cut, Target target, Path room) {
        Dataset visible() {
            return whole.asOf(cut);
        }
    }

    /** Throws an {@link AssertionError} that says what was found where the promise is broken. */
    public abstract void check(Case one) throws Exception;

    private static float[][] scores(Model model, Dataset visible) {
        Scorer scorer = model.scorer(visible);
        float[][] scores = new float[visible.userCount()][visible.itemCount()];
        for (int user = 0; user < scores.length; user++) {
            Arrays.fill(scores[user], Float.NaN);
            scorer.score(visible.history(user), scores[user]);
            if (scorer instanceof ProbabilityScorer teller) {
                scores[user] = withProbabilities(scores[user], teller, visible.history(user));
            }
        }
        return scores;
    }

    /** The scores and, behind them, whether the user acts and is active: those who have a history. */
    static float[] withProbabilities(float[] scores, ProbabilityScorer teller, History history) {
        float[] all = Arrays.copyOf(scores, scores.length + 2);
        if (!history.isEmpty()) {
            double active = teller.activeInWindow(history);
            all[scores.length] = (float) teller.anyInWindow(history);
            all[scores.length + 1] = Double.isNaN(active) ? 0 : (float) active;
        }
        return all;
    }

    private static void finite(float[][] scores) {
        for (int user = 0; user < scores.length; user++) {
            for (int item = 0; item < scores[user].length; item++) {
                if (!Float.isFinite(scores[user][item])) {
                    throw new AssertionError("user " + user + ", item " + item + " scores " + scores[user][item]);
                }
            }
        }
    }

    private static void same(float[][] expected, float[][] found) {
        for (int user = 0; user < expected.length; user++) {
            int item = Arrays.mismatch(expected[user], found[user]);
            if (item >= 0) {
                throw new AssertionError("user " + user + ", item " + item + " scores " + found[user][item] + ", not "
                        + expected[user][item]);
            }
        }
    }
}
