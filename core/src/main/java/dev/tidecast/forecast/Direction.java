package dev.tidecast.forecast;

/** Where an interest goes, against the forecast that was due one horizon earlier. */
public enum Direction {
    /** Its probability has grown by a quarter or more. */
    RISING("rising"),
    /** Its probability has shrunk by a fifth or more. */
    FADING("fading"),
    STEADY("steady"),
    /** The user comes back to it at regular gaps, and the next time falls into the window. */
    DUE_AGAIN("due again");

    private static final double BEYOND = Math.log(1.25);

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** The name in tables and files: {@code "due again"}. */
    public String word() {
        return word;
    }

    /** From the amounts now and one horizon earlier, probabilities or counts; both 0 is steady. */
    public static Direction of(double now, double before) {
        double change = now == before ? 0 : Math.log(now) - Math.log(before);
        return change > BEYOND ? RISING : change < -BEYOND ? FADING : STEADY;
    }
}
