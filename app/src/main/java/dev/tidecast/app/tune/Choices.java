package dev.tidecast.app.tune;

import java.util.List;
import java.util.SplittableRandom;

/** One of some values. */
public record Choices(List<String> values) implements Range {
    public Choices {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no value to choose from: name at least one, as in [64, 128]");
        }
    }

    @Override
    public String draw(SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }
}
