package dev.tidecast.app.serve;

import dev.tidecast.forecast.Forecaster;
import dev.tidecast.forecast.Question;
import dev.tidecast.sequence.Dataset;
import java.util.LinkedHashMap;
import java.util.Map;

/** One worker's forecasters; made when first asked for, the least used going first. Confined to its thread. */
public final class Desk {
    private static final int MOST = 12;

    private final Map<Key, Forecaster> forecasters = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Forecaster> eldest) {
            return size() > MOST;
        }
    };

    private record Key(long standing, long asOf, Question question) {}

    /** A forecaster of the model in charge, with popularity as of the standing's instant. */
    public Forecaster forecaster(Standing on, Question question) {
        return forecaster(on, question, on.visible().asOf());
    }

    /** A forecaster of the model in charge, with popularity as of an instant up to the standing's. */
    public Forecaster forecaster(Standing on, Question question, long asOf) {
        forecasters.keySet().removeIf(key -> key.standing() < on.number() - 1);
        Key key = new Key(
                on.number(), asOf, new Question(question.behaviour(), question.horizons(), question.facet(), 0));
        return forecasters.computeIfAbsent(key, wanted -> made(on, wanted));
    }

    private static Forecaster made(Standing on, Key key) {
        try {
            boolean now = key.asOf() == on.visible().asOf();
            Dataset visible = now ? on.visible() : on.visible().asOf(key.asOf());
            return new Forecaster(on.loaded().model(), visible, key.question());
        } catch (IllegalArgumentException refused) {
            throw new UnanswerableException(refused.getMessage(), refused);
        }
    }
}
