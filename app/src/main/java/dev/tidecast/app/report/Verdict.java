package dev.tidecast.app.report;

/**
 * The answer to "does the model beat counting?", as one plain sentence.
 *
 * @param detail the figures behind the sentence; may be empty
 */
public record Verdict(Outcome outcome, String sentence, String detail) {
    /** EVEN: the interval of the difference holds zero. UNJUDGED: nothing could be compared. */
    public enum Outcome {
        BEATS,
        EVEN,
        LOSES,
        UNJUDGED
    }

    /** The verdict from a measured difference; honest both ways. */
    public static Verdict of(String model, String baseline, String metric, Score score) {
        Score.Difference difference = score.difference();
        if (difference == null) {
            return unjudged(model + " was not compared with a baseline on " + Figures.metric(metric) + ".");
        }
        String detail = "%s %s against its best baseline, %s: difference %s (95 %% interval %s to %s)."
                .formatted(
                        Figures.metric(metric),
                        Figures.measure(score.mean()),
                        baseline,
                        Figures.signed(difference.mean()),
                        Figures.signed(difference.low()),
                        Figures.signed(difference.high()));
        if (difference.isGain()) {
            return new Verdict(Outcome.BEATS, "The model beats counting on this log.", detail);
        }
        if (difference.isLoss()) {
            return new Verdict(
                    Outcome.LOSES,
                    "The model does not beat counting on this log: use " + baseline + " instead.",
                    detail);
        }
        return new Verdict(
                Outcome.EVEN,
                "The model has not been shown to beat counting on this log: the difference may be chance.",
                detail);
    }

    /** Says why nothing was compared. */
    public static Verdict unjudged(String why) {
        return new Verdict(Outcome.UNJUDGED, "Whether the model beats counting was not measured.", why);
    }
}
