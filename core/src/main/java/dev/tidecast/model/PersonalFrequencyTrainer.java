package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Scores an item by the user's own active days with it, each worth 2^(-age / half-life), plus 1e-6 times its active
 * days of all users in the last 30 days, which orders what the user has never met.
 *
 * @param halfLifeDays after which an active day is worth half
 */
public record PersonalFrequencyTrainer(double halfLifeDays) implements Trainer {
    static final String NAME = "personal-frequency";
    private static final int POPULAR_DAYS = 30;
    private static final float POPULAR_WEIGHT = 1e-6f;

    public PersonalFrequencyTrainer {
        if (!(halfLifeDays > 0)) {
            throw new IllegalArgumentException("half-life of " + halfLifeDays + " days: more than 0 is allowed");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        return new PersonalFrequency(target.behaviour(), halfLifeDays);
    }

    static Model load(SafeTensors file) {
        return new PersonalFrequency(
                Behaviour.of(file.text("behaviour")), Double.parseDouble(file.text("half-life-days")));
    }

    private record PersonalFrequency(Behaviour behaviour, double halfLifeDays) implements Model {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Scorer scorer(Dataset visible) {
            float[] prior = Popularity.trailing(visible, behaviour, POPULAR_DAYS);
            for (int item = 0; item < prior.length; item++) {
                prior[item] *= POPULAR_WEIGHT;
            }
            ActiveDays active = new ActiveDays(visible, behaviour);
            double[] own = new double[prior.length];
            return (history, scores) -> {
                active.read(history);
                for (int i = 0; i < active.size(); i++) {
                    double age = (visible.asOf() - active.time(i)) / 86_400.0;
                    own[active.item(i)] += Math.exp(-Math.log(2) * age / halfLifeDays);
                }
                for (int item = 0; item < own.length; item++) {
                    scores[item] = (float) (own[item] + prior[item]);
                }
                Arrays.fill(own, 0);
            };
        }

        @Override
        public void save(Path folder) throws IOException {
            Map<String, String> settings =
                    Map.of("behaviour", behaviour.word(), "half-life-days", Double.toString(halfLifeDays));
            BaselineFile.write(folder, NAME, settings, Map.of());
        }
    }
}
