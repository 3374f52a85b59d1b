package dev.tidecast.model;

import java.util.Arrays;
import java.util.Collection;

/** What a trunk reads of a step's events beside what it always does, where the recipe asks for it. */
public enum StepInput {
    /** The words of search queries. */
    QUERY("query", 0),
    /** The hour of the step's first event, UTC, on the circle. */
    HOUR("hour", 2),
    /** The mean quantity (log) of events that tell one, and whether any does. */
    QUANTITY("quantity", 2),
    /** The mean price of a unit (log) of events that tell one, and whether any does. */
    PRICE("price", 2);

    private final String word;
    private final int width;

    StepInput(String word, int width) {
        this.word = word;
        this.width = width;
    }

    /** The name in recipes: {@code hour}. */
    public String word() {
        return word;
    }

    /** How many features it is; words are none. */
    public int width() {
        return width;
    }

    /** The input of that name. */
    public static StepInput of(String word) {
        return Arrays.stream(values())
                .filter(input -> input.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no input of a step is called \"" + word
                        + "\": use some of "
                        + Arrays.stream(values()).map(StepInput::word).toList()));
    }

    /** The features of several together. */
    public static int width(Collection<StepInput> inputs) {
        return inputs.stream().mapToInt(StepInput::width).sum();
    }
}
