package dev.tidecast.neural;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One epoch as it went.
 *
 * @param epoch from 1
 * @param epochs how many were planned
 * @param seconds its wall time; 0 where it was read from a checkpoint
 * @param metrics {@code loss} (mean over its steps) first, then what validation measured
 */
public record EpochMetrics(int epoch, int epochs, double seconds, Map<String, Double> metrics) {
    public EpochMetrics {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        if (epoch < 1 || epoch > epochs || !metrics.containsKey("loss")) {
            throw new IllegalArgumentException("epoch " + epoch + " of " + epochs + " with metrics " + metrics.keySet()
                    + "; epochs count from 1 and have a loss");
        }
    }

    /** The value of {@code metric}; its absence is an error that lists what there is. */
    public double metric(String metric) {
        Double value = metrics.get(metric);
        if (value == null) {
            throw new IllegalArgumentException("no metric '" + metric + "'; there are " + metrics.keySet());
        }
        return value;
    }

    /** The line that people know from Keras: {@code Epoch 3/20 - 2s - loss: 5.1234 - val_loss: 5.3456}. */
    public String line() {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "Epoch %d/%d - %.0fs", epoch, epochs, seconds));
        metrics.forEach((name, value) -> line.append(String.format(Locale.ROOT, " - %s: %.4f", name, value)));
        return line.toString();
    }
}
