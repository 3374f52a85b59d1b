package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Scores an item by the user's own active days with it of every behaviour: a view weighs 1, a favourite 2, a cart 3, a
 * purchase or a rating 4, each times 2^(-age / half-life); plus 1e-6 times its active days of all users in the last 30
 * days with the behaviour asked for, which orders what the user has never met.
 *
 * @param halfLifeDays after which an active day is worth half
 */
public record WeightedFrequencyTrainer(double halfLifeDays) implements Trainer {
    static final String NAME = "weighted-frequency";
    private static final int POPULAR_DAYS = 30;
    private static final float POPULAR_WEIGHT = 1e-6f;

    public WeightedFrequencyTrainer {
        if (!(halfLifeDays > 0)) {
            throw new IllegalArgumentException("half-life of " + halfLifeDays + " days: more than 0 is allowed");
        }
    }

    private static int weight(Behaviour behaviour) {
        return switch (behaviour) {
            case IMPRESSION, SEARCH, RETURN -> 0;
            case VIEW -> 1;
            case FAVOURITE -> 2;
            case CART -> 3;
            case PURCHASE, RATING -> 4;
        };
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Refuses a log that has the target's behaviour alone: there {@link PersonalFrequencyTrainer} ranks the same. */
    @Override
    public Model fit(Dataset visible, Target target) {
        for (int user = 0; user < visible.userCount(); user++) {
            if (weighsMore(visible.history(user), target.behaviour())) {
                return new WeightedFrequency(target.behaviour(), halfLifeDays);
            }
        }
        throw new IllegalArgumentException("the log has no behaviour beside "
                + target.behaviour().word() + " to weigh: " + PersonalFrequencyTrainer.NAME + " ranks the same");
    }

    private static boolean weighsMore(History history, Behaviour target) {
        for (int position = 0; position < history.size(); position++) {
            Behaviour each = history.behaviour(position);
            if (each != target && weight(each) > 0) {
                return true;
            }
        }
        return false;
    }

    static Model load(SafeTensors file) {
        return new WeightedFrequency(
                Behaviour.of(file.text("behaviour")), Double.parseDouble(file.text("half-life-days")));
    }

    private record WeightedFrequency(Behaviour target, double halfLifeDays) implements Model {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Scorer scorer(Dataset visible) {
            float[] prior = Popularity.trailing(visible, target, POPULAR_DAYS);
            for (int item = 0; item < prior.length; item++) {
                prior[item] *= POPULAR_WEIGHT;
            }
            Map<Behaviour, ActiveDays> days = new EnumMap<>(Behaviour.class);
            for (Behaviour each : Behaviour.values()) {
                if (weight(each) > 0) {
                    days.put(each, new ActiveDays(visible, each));
                }
            }
            double[] own = new double[prior.length];
            return (history, scores) -> {
                days.forEach((behaviour, active) -> {
                    active.read(history);
                    for (int i = 0; i < active.size(); i++) {
                        double age = (visible.asOf() - active.time(i)) / 86_400.0;
                        own[active.item(i)] += weight(behaviour) * Math.exp(-Math.log(2) * age / halfLifeDays);
                    }
                });
                for (int item = 0; item < own.length; item++) {
                    scores[item] = (float) (own[item] + prior[item]);
                }
                Arrays.fill(own, 0);
            };
        }

        @Override
        public void save(Path folder) throws IOException {
            Map<String, String> settings =
                    Map.of("behaviour", target.word(), "half-life-days", Double.toString(halfLifeDays));
            BaselineFile.write(folder, NAME, settings, Map.of());
        }
    }
}
