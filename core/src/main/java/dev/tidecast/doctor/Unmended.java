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
 * A trainer that fits and scores on the log as it was, while it is judged on the log as mended: users and items are
 * matched by name. Items that only the mended log has come last; items that only the unmended log has are no candidates,
 * which favours what was.
 */
final class Unmended implements Trainer {
    private final Trainer trainer;
    private final Dataset before;
    private final Dataset after;
    private final String name;

    Unmended(Trainer trainer, Dataset before, Dataset after) {
        this.trainer = trainer;
        this.before = before;
        this.after = after;
        this.name = trainer.name() + "-unmended";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        Model model = trainer.fit(before.asOf(visible.asOf()), target);
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
                throw new UnsupportedOperationException("a model that stands for what was is judged, never kept");
            }
        };
    }

    private Scorer matching(Model model, Dataset now) {
        Dataset then = before.asOf(now.asOf());
        Scorer scorer = model.scorer(then);
        float[] old = new float[then.itemCount()];
        int[] items = new int[now.itemCount()];
        for (int item = 0; item < items.length; item++) {
            items[item] = then.items().names().indexOf(after.items().names().get(item));
        }
        return (history, scores) -> {
            Arrays.fill(old, 0);
            scorer.score(match(history, then), old);
            float least = 0;
            for (float score : old) {
                least = Math.min(least, score);
            }
            for (int item = 0; item < items.length; item++) {
                boolean known = items[item] >= 0 && items[item] < old.length;
                scores[item] = known ? old[items[item]] : least - 1;
            }
        };
    }

    private History match(History history, Dataset then) {
        int user = then.users().indexOf(after.users().get(history.user()));
        return user >= 0 && user < then.userCount() ? then.history(user) : history.asOf(Long.MIN_VALUE);
    }
}
