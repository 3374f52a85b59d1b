package dev.tidecast.app.tune;

import java.util.SplittableRandom;

/** The values that one key of a recipe may take. */
public sealed interface Range permits Choices, Between {
    /** A value drawn at random, as it is written in a recipe. */
    String draw(SplittableRandom random);
}
