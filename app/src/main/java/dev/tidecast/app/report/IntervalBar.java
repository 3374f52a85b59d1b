package dev.tidecast.app.report;

/** Where a score and its interval lie on a scale from 0 to {@code top}, in percent of its width. */
public record IntervalBar(Score score, double top) {
    public IntervalBar {
        if (!(top > 0)) {
            throw new IllegalArgumentException("a scale from 0 to " + top + ": its end must be above 0");
        }
    }

    /** False where only the mean is known. */
    public boolean hasInterval() {
        return score.low() < score.high();
    }

    /** The style of the filled part. */
    public String fill() {
        return "width:" + at(score.mean()) + "%";
    }

    /** The style of the interval's line. */
    public String whisker() {
        double from = at(score.low());
        return "left:" + from + "%;width:" + Math.max(0.5, Math.round(10 * (at(score.high()) - from)) / 10.0) + "%";
    }

    private double at(double value) {
        return Math.round(1000 * Math.clamp(value / top, 0, 1)) / 10.0;
    }
}
