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

    /**
     * The verdict from a measured difference; honest both ways.
     *
     * @param subject names the model that forecasts: {@code "The promoted model, interest-network,"}
     * @param counts whether that model is itself a baseline
     * @param baseline the best of the other baselines
     */
    public static Verdict of(String subject, boolean counts, String baseline, String metric, Score score) {
        Score.Difference difference = score.difference();
        if (difference == null) {
            return unjudged(subject + " was not compared with a baseline on " + Figures.metric(metric) + ".");
        }
        String detail = "%s %s against its best baseline, %s: difference %s (95 %% interval %s to %s)."
                .formatted(
                        Figures.metric(metric),
                        Figures.measure(score.mean()),
                        baseline,
                        Figures.signed(difference.mean()),
                        Figures.signed(difference.low()),
                        Figures.signed(difference.high()));
        if (counts) {
            return ofBaseline(subject, baseline, difference, detail);
        }
        if (difference.isGain()) {
            return new Verdict(Outcome.BEATS, subject + " beats counting on this log.", detail);
        }
        if (difference.isLoss()) {
            return new Verdict(
                    Outcome.LOSES,
                    subject + " does not beat counting on this log: use " + baseline + " instead.",
                    detail);
        }
        return new Verdict(
                Outcome.EVEN,
                subject + " has not been shown to beat counting on this log: the difference may be chance.",
                detail);
    }

    private static Verdict ofBaseline(String subject, String other, Score.Difference difference, String detail) {
        if (difference.isLoss()) {
            return new Verdict(
                    Outcome.LOSES, subject + " only counts, and " + other + " counts better on this log.", detail);
        }
        return new Verdict(
                Outcome.EVEN,
                subject
                        + (difference.isGain()
                                ? " only counts, and is the best way of counting on this log."
                                : " only counts, and can't be told from " + other + " on this log."),
                detail);
    }

    /** Says why nothing was compared. */
    public static Verdict unjudged(String why) {
        return new Verdict(Outcome.UNJUDGED, "Whether the model beats counting was not measured.", why);
    }
}
