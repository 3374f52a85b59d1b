package dev.tidecast.evaluate;

import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.sequence.History;
import java.util.Arrays;

/** Probabilities that a model tells of each user with a history; NaN of others and where it does not tell. */
final class Told {
    private final double[] purchase;
    private final double[] uncalibrated;
    private final double[] activity;

    Told(int users) {
        purchase = new double[users];
        uncalibrated = new double[users];
        activity = new double[users];
        Arrays.fill(purchase, Double.NaN);
        Arrays.fill(uncalibrated, Double.NaN);
        Arrays.fill(activity, Double.NaN);
    }

    /** Asks of one user; several threads may ask of different ones. */
    void tell(ProbabilityScorer teller, CutCases cut, int user) {
        History history = cut.visible().history(user);
        if (!history.isEmpty()) {
            purchase[user] = teller.anyInWindow(history);
            uncalibrated[user] = teller.uncalibratedAnyInWindow(history);
            activity[user] = teller.activeInWindow(history);
        }
    }

    /** Of the target behaviour within the window. */
    double purchase(int user) {
        return purchase[user];
    }

    /** The same before calibration. */
    double uncalibrated(int user) {
        return uncalibrated[user];
    }

    /** Of no event within the window. */
    double churn(int user) {
        return 1 - activity[user];
    }
}
