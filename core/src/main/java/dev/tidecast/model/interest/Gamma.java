package dev.tidecast.model.interest;

/** The logarithm of the gamma function and its derivative, for arguments above 0, by recurrence and Stirling's series. */
final class Gamma {
    private static final double FAR = 8;

    private Gamma() {}

    /** log Gamma(x) (Abramowitz and Stegun 6.1.41). */
    static double log(double x) {
        double product = 1;
        double y = x;
        while (y < FAR) {
            product *= y;
            y++;
        }
        double inverse = 1 / (y * y);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / y;
        return (y - .5) * Math.log(y) - y + .5 * Math.log(2 * Math.PI) + series - Math.log(product);
    }

    /** The derivative of log Gamma (Abramowitz and Stegun 6.3.18). */
    static double digamma(double x) {
        double sum = 0;
        double y = x;
        while (y < FAR) {
            sum -= 1 / y;
            y++;
        }
        double inverse = 1 / (y * y);
        return sum + Math.log(y) - .5 / y - inverse * (1.0 / 12 - inverse * (1.0 / 120 - inverse / 252));
    }
}
