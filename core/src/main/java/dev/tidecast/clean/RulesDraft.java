package dev.tidecast.clean;

import dev.tidecast.clean.CleaningRules.Cancellations;
import dev.tidecast.clean.CleaningRules.Duplicates;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cleaning rules that are being changed; what is not changed stays. Confined to one thread. */
public final class RulesDraft {
    private final CleaningRules from;
    private long earliest;
    private long latest;
    private boolean itemUpperCase;
    private @Nullable Pattern product;
    private @Nullable Pattern cancellation;
    private Cancellations cancellations;
    private Duplicates duplicates;
    private int duplicateResolutionSeconds;
    private int robotEventsPerDay;

    RulesDraft(CleaningRules from) {
        this.from = from;
        this.earliest = from.earliest();
        this.latest = from.latest();
        this.itemUpperCase = from.itemUpperCase();
        this.product = from.product();
        this.cancellation = from.cancellation();
        this.cancellations = from.cancellations();
        this.duplicates = from.duplicates();
        this.duplicateResolutionSeconds = from.duplicateResolutionSeconds();
        this.robotEventsPerDay = from.robotEventsPerDay();
    }

    /** Epoch seconds after which times lie in the future. */
    RulesDraft latest(long instant) {
        latest = instant;
        return this;
    }

    /** Epoch seconds. */
    public RulesDraft earliest(long instant) {
        earliest = instant;
        return this;
    }

    /** How item codes are written; null accepts all. */
    public RulesDraft items(boolean upperCase, @Nullable Pattern codes) {
        itemUpperCase = upperCase;
        product = codes;
        return this;
    }

    public RulesDraft cancellations(Pattern orders, Cancellations action) {
        cancellation = orders;
        cancellations = action;
        return this;
    }

    public RulesDraft duplicates(Duplicates action, int resolutionSeconds) {
        duplicates = action;
        duplicateResolutionSeconds = resolutionSeconds;
        return this;
    }

    public RulesDraft robotEventsPerDay(int most) {
        robotEventsPerDay = most;
        return this;
    }

    /** The rules as changed. */
    public CleaningRules rules() {
        return new CleaningRules(
                earliest,
                latest,
                itemUpperCase,
                product,
                cancellation,
                cancellations,
                duplicates,
                duplicateResolutionSeconds,
                from.outlierAction(),
                from.outlierZ(),
                robotEventsPerDay,
                from.minimumUserEvents(),
                from.minimumItemEvents());
    }
}
