package dev.tidecast.doctor;

import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A trainer that fits and scores on one dataset while it is judged on another: users and items are matched by name.
 * Items that only the judged one has come last.
 *
 * @param name under which it is judged
 * @param own the dataset it knows
 * @param judged the dataset it is judged on, as a whole
 */
record Elsewhere(String name, Trainer trainer, Dataset own, Dataset judged) implements Trainer {
    @Override
    public Model fit(Dataset visible, Target target) {
        Model model = trainer.fit(own.asOf(visible.asOf()), target);
        return new Model() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Scorer scorer(Dataset now) {
                return matching(model, now);
            }

            @Override
            public void save(Path folder) {
                throw new UnsupportedOperationException("a model that is judged elsewhere is never kept");
            }
        };
    }

    private Scorer matching(Model model, Dataset now) {
        Dataset then = own.asOf(now.asOf());
        Scorer scorer = model.scorer(then);
        float[] scoresThere = new float[then.itemCount()];
        int[] items = new int[now.itemCount()];
        for (int item = 0; item < items.length; item++) {
            items[item] = then.items().names().indexOf(judged.items().names().get(item));
        }
        return (history, scores) -> {
            Arrays.fill(scoresThere, 0);
            scorer.score(match(history, then), scoresThere);
            float least = 0;
            for (float score : scoresThere) {
                least = Math.min(least, score);
            }
            for (int item = 0; item < items.length; item++) {
                boolean known = items[item] >= 0 && items[item] < scoresThere.length;
                scores[item] = known ? scoresThere[items[item]] : least - 1;
            }
        };
    }

    private History match(History history, Dataset then) {
        int user = then.users().indexOf(judged.users().get(history.user()));
        return user >= 0 && user < then.userCount()
                ? then.history(user)
                : then.history(0).asOf(Long.MIN_VALUE);
    }
}
