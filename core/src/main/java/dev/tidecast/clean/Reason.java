package dev.tidecast.clean;

/**
 * Why a row is not an interaction, in the order in which rules are applied; the first that holds counts. What each
 * does and whether it is a row, user or statistics rule stands in docs/cleaning.md.
 */
public enum Reason {
    UNREADABLE_ROW(Outcome.REJECTED),
    MISSING_USER(Outcome.REJECTED),
    MISSING_ITEM(Outcome.REJECTED),
    MISSING_TIME(Outcome.REJECTED),
    IMPOSSIBLE_TIME(Outcome.REJECTED),
    FUTURE_TIME(Outcome.REJECTED),
    OUTSIDE_RANGE(Outcome.REJECTED),
    UNKNOWN_BEHAVIOUR(Outcome.REJECTED),
    UNREADABLE_NUMBER(Outcome.REJECTED),
    OTHER_CURRENCY(Outcome.REJECTED),
    CANCELLATION(Outcome.APPLIED),
    CANCELLATION_DROPPED(Outcome.REJECTED),
    NON_POSITIVE_QUANTITY(Outcome.REJECTED),
    NON_POSITIVE_PRICE(Outcome.REJECTED),
    NOT_A_PRODUCT(Outcome.REJECTED),
    DUPLICATE(Outcome.FOLDED),
    PRICE_OUTLIER(Outcome.REJECTED),
    QUANTITY_OUTLIER(Outcome.REJECTED),
    ROBOT(Outcome.REJECTED),
    RARE_ITEM(Outcome.REJECTED),
    RARE_USER(Outcome.REJECTED);

    /** What becomes of a row. FOLDED: into an equal one; APPLIED: as a cancellation of another. */
    public enum Outcome {
        FOLDED,
        APPLIED,
        REJECTED
    }

    private final Outcome outcome;

    Reason(Outcome outcome) {
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** The code in reports and in the rejects file: {@code "non-positive-price"}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
