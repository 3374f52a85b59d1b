package dev.tidecast.app.registry;

/** Something that speaks against promoting a model, with its figures. */
public record Objection(Kind kind, String text) {
    /** What speaks against it. */
    public enum Kind {
        DAMAGED_FILES,
        OTHER_DATA,
        NOT_JUDGED,
        TOO_FEW_CUTS,
        TOO_FEW_BASELINES,
        NOT_BETTER,
        WORSE,
        PROMISE_BROKEN,
        BADLY_CALIBRATED;

        /** Whether a reason may outweigh it: damaged files can't be served, whatever the reason. */
        public boolean yields() {
            return this != DAMAGED_FILES;
        }
    }
}
