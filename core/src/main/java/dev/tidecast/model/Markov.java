package dev.tidecast.model;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fitted {@link MarkovTrainer}.
 *
 * @param moments whether it goes over the moments within sessions, and not over sessions
 * @param counts row a: what followed item a, its strongest successors
 * @param leaving n_a, transitions out of item a
 */
@SuppressWarnings("ArrayRecordComponent") // never written
record Markov(Behaviour behaviour, boolean moments, double backOff, SparseRows counts, float[] leaving)
        implements Model {
    private static final int POPULAR_DAYS = 30;

    static Model load(SafeTensors file) {
        return new Markov(
                Behaviour.of(file.text("behaviour")),
                "moment".equals(file.metadata().get("step")), // absent in what earlier versions wrote
                Double.parseDouble(file.text("back-off")),
                SparseRows.of(file, Integer.parseInt(file.text("items"))),
                file.tensor("leaving").floats());
    }

    @Override
    public String name() {
        return MarkovTrainer.NAME;
    }

    @Override
    public Scorer scorer(Dataset visible) {
        float[] popular = share(visible);
        SessionReader reader = new SessionReader(visible, behaviour, moments);
        return (history, scores) -> {
            reader.read(history);
            int last = reader.sessions() - 1;
            int from = last < 0 ? 0 : reader.from(last);
            int to = last < 0 ? 0 : reader.from(last + 1);
            Arrays.fill(scores, 0);
            double toPopular = last < 0 ? 1 : 0;
            for (int p = from; p < to; p++) {
                toPopular += add(reader.item(p), to - from, scores);
            }
            for (int item = 0; item < popular.length; item++) {
                scores[item] += (float) (toPopular * popular[item]);
            }
        };
    }

    /** Adds one item's share of the mean; returns what falls to popularity. */
    private double add(int item, int of, float[] scores) {
        if (item >= leaving.length) {
            return 1.0 / of;
        }
        float factor = (float) (1 / (leaving[item] + backOff) / of);
        float kept = 0;
        for (int e = counts.from()[item]; e < counts.from()[item + 1]; e++) {
            kept += counts.value()[e];
        }
        counts.addRow(item, factor, scores);
        return Math.max(0, leaving[item] + backOff - kept) * factor;
    }

    private float[] share(Dataset visible) {
        float[] days = Popularity.trailing(visible, behaviour, POPULAR_DAYS);
        double sum = sum(days);
        if (sum == 0) {
            days = Popularity.trailing(visible, behaviour, Popularity.ALL);
            sum = Math.max(1, sum(days));
        }
        for (int item = 0; item < days.length; item++) {
            days[item] /= (float) sum;
        }
        return days;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    @Override
    public void save(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        texts.put("behaviour", behaviour.word());
        texts.put("step", moments ? "moment" : "session");
        texts.put("back-off", Double.toString(backOff));
        texts.put("items", Integer.toString(counts.columns()));
        Map<String, StoredTensor> tensors = new TreeMap<>(counts.tensors());
        tensors.put("leaving", StoredTensor.of(leaving, leaving.length));
        BaselineFile.write(folder, name(), texts, tensors);
    }
}
