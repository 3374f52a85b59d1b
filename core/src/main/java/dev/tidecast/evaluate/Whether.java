package dev.tidecast.evaluate;

/** What is asked of a user as a whole. */
enum Whether {
    /** Does the target behaviour at least once in the window. */
    PURCHASE("purchase"),
    /** The same, as the model told it before it was calibrated. */
    PURCHASE_UNCALIBRATED("purchase-uncalibrated"),
    /** Does nothing at all in the window. */
    CHURN("churn");

    private final String word;

    Whether(String word) {
        this.word = word;
    }

    /** The name in reports. */
    String word() {
        return word;
    }

    double told(Told told, int user) {
        return switch (this) {
            case PURCHASE -> told.purchase(user);
            case PURCHASE_UNCALIBRATED -> told.uncalibrated(user);
            case CHURN -> told.churn(user);
        };
    }

    boolean came(CutCases cases, int user) {
        return switch (this) {
            case PURCHASE, PURCHASE_UNCALIBRATED -> cases.isActive(user);
            case CHURN -> !cases.acts(user);
        };
    }
}
