package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Scores every item by its active days in the last days before the instant, the same for all users.
 *
 * @param days the window's length, or {@link Popularity#ALL}
 */
public record PopularTrainer(int days) implements Trainer {
    public PopularTrainer {
        if (days < 1) {
            throw new IllegalArgumentException("popularity over " + days + " days: 1 or more are allowed");
        }
    }

    @Override
    public String name() {
        return days == Popularity.ALL ? "popular" : "popular-" + days + "d";
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        return new Popular(name(), target.behaviour(), days);
    }

    static Model load(SafeTensors file) {
        return new Popular(
                BaselineFile.model(file), Behaviour.of(file.text("behaviour")), Integer.parseInt(file.text("days")));
    }

    private record Popular(String name, Behaviour behaviour, int days) implements Model {
        @Override
        public Scorer scorer(Dataset visible) {
            float[] counts = Popularity.trailing(visible, behaviour, days);
            return (history, scores) -> System.arraycopy(counts, 0, scores, 0, counts.length);
        }

        @Override
        public void save(Path folder) throws IOException {
            Map<String, String> settings = Map.of("behaviour", behaviour.word(), "days", Integer.toString(days));
            BaselineFile.write(folder, name, settings, Map.of());
        }
    }
}
