package dev.tidecast.model.counters;

import dev.tidecast.event.Behaviour;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is counted and how the counts' weights are fitted. The defaults were chosen on windows of Online Retail that
 * end before the judged one; docs/model.md says how.
 *
 * @param behaviours whose own counts enter, in this order
 * @param halfLives of own counts, days
 * @param historyHalfLife of the history that meets co-occurrence, days
 * @param coOccurrenceHalfLife of users' last active days in the fit of co-occurrence, days
 * @param coOccurrenceRidge lambda of EASE
 * @param neighbours co-occurring items kept for each item
 * @param anchors how many anchors, a week apart, the weights are fitted on
 * @param ridge L2 penalty of the weights; the one of the interest is LEAST_RIDGE
 * @param events whether the events of a day are counted beside active days: where looking ten times on a day tells more
 *     than looking once
 * @param titles what an item lends to one of the same title beside what co-occurrence lends
 * @param newness whether popularity of 14 days and how new an item is are read
 * @param categories whether the user's lean to an item's category is read
 * @param without inputs that are read as 0, so that what they are worth can be seen; none in a model that is used
 */
public record CounterSettings(
        List<Behaviour> behaviours,
        List<Double> halfLives,
        double historyHalfLife,
        double coOccurrenceHalfLife,
        double coOccurrenceRidge,
        int neighbours,
        int anchors,
        double ridge,
        boolean events,
        double titles,
        boolean newness,
        boolean categories,
        @Nullable Set<Input> without) {
    /** What can be left out. */
    public enum Input {
        /** Own active days at their half-lives. */
        COUNTS,
        /** Popularity of 7 days. */
        WEEK,
        /** Popularity of 14 days. */
        FORTNIGHT,
        /** Popularity of 30 days. */
        MONTH,
        /** Popularity of the same window a year before. */
        SEASON,
        /** How new an item is. */
        NEWNESS,
        /** The user's lean to an item's category. */
        CATEGORY
    }

    /** Keeps a convex loss strictly so. */
    static final double LEAST_RIDGE = .01;

    private static final double EVENTS_RIDGE = 300;

    public CounterSettings {
        behaviours = List.copyOf(behaviours);
        halfLives = List.copyOf(halfLives);
        without = without == null ? Set.of() : Set.copyOf(without); // null in models of before
        if (behaviours.isEmpty() || halfLives.isEmpty()) {
            throw new IllegalArgumentException(
                    "counters need at least one behaviour and one half-life, got " + behaviours + " and " + halfLives);
        }
        if (halfLives.stream().anyMatch(days -> !(days > 0)) || !(historyHalfLife > 0) || !(coOccurrenceHalfLife > 0)) {
            throw new IllegalArgumentException("half-lives are days above 0, got " + halfLives + ", " + historyHalfLife
                    + ", " + coOccurrenceHalfLife);
        }
        if (neighbours < 1 || anchors < 1 || !(coOccurrenceRidge > 0) || !(ridge >= 0) || !(titles >= 0)) {
            throw new IllegalArgumentException(
                    "neighbours and anchors are 1 or more, ridges above 0, titles 0 or more, got " + neighbours + ", "
                            + anchors + ", " + coOccurrenceRidge + ", " + ridge + ", " + titles);
        }
    }

    /** The settings for a log with these behaviours. */
    public static CounterSettings of(List<Behaviour> behaviours) {
        return new CounterSettings(
                behaviours,
                List.of(14.0, 30.0, 90.0, 365.0),
                120,
                180,
                300,
                200,
                8,
                LEAST_RIDGE,
                false,
                0,
                false,
                false,
                Set.of());
    }

    /** The same with other anchors. */
    public CounterSettings withAnchors(int count) {
        return with(halfLives, count, ridge, events, titles, newness, categories, without);
    }

    /** The same with other half-lives of own counts, days. */
    public CounterSettings withHalfLives(List<Double> days) {
        return with(days, anchors, ridge, events, titles, newness, categories, without);
    }

    /**
     * The same with the events of a day counted too, and all of them together as {@link OwnItems#interest}, whose weight is
     * free. Events double the columns, and logs that have many are short: the other weights are held back by a ridge chosen on
     * early windows of Tmall (docs/model.md).
     */
    public CounterSettings withEventsOfADay() {
        return with(halfLives, anchors, EVENTS_RIDGE, true, titles, newness, categories, without);
    }

    /** The same with inputs left out. */
    public CounterSettings without(Set<Input> inputs) {
        return with(halfLives, anchors, ridge, events, titles, newness, categories, inputs);
    }

    /** The same with another worth of titles. */
    public CounterSettings withTitles(double worth) {
        return with(halfLives, anchors, ridge, events, worth, newness, categories, without);
    }

    /** The same with or without how new an item is; of logs that don't reach far enough back to tell it is never read. */
    public CounterSettings withNewness(boolean read) {
        return with(halfLives, anchors, ridge, events, titles, read, categories, without);
    }

    /** The same with the user's lean to an item's category read. */
    public CounterSettings withCategories() {
        return with(halfLives, anchors, ridge, events, titles, newness, true, without);
    }

    private CounterSettings with(
            List<Double> otherHalfLives,
            int otherAnchors,
            double otherRidge,
            boolean withEvents,
            double otherTitles,
            boolean withNewness,
            boolean withCategories,
            @Nullable Set<Input> leftOut) {
        return new CounterSettings(
                behaviours,
                otherHalfLives,
                historyHalfLife,
                coOccurrenceHalfLife,
                coOccurrenceRidge,
                neighbours,
                otherAnchors,
                otherRidge,
                withEvents,
                otherTitles,
                withNewness,
                withCategories,
                leftOut);
    }

    /** Whether the input is read. */
    boolean reads(Input input) {
        return without == null || !without.contains(input);
    }

    /** K, how many own counts there are: behaviours x half-lives, twice where events are counted too. */
    public int counts() {
        return behaviours.size() * halfLives.size() * (events ? 2 : 1);
    }
}
