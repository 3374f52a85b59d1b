package dev.tidecast.app.config;

import dev.tidecast.clean.CleaningRules;
import java.time.Duration;
import java.time.ZoneId;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code cleaning}: what is done with rows that are wrong. */
final class CleaningReader {
    private static final String EARLIEST = "1990-01-01";

    private final Section section;
    private final ZoneId zone;
    private final Problems problems;

    CleaningReader(Section section, ZoneId zone, Problems problems) {
        this.section = section;
        this.zone = zone;
        this.problems = problems;
    }

    /** The rules; rows from two days after {@code newestChange} of the files lie in the future, if nothing is said. */
    @Nullable
    CleaningRules rules(long newestChange) {
        long earliest = section.parsed("earliest", Instants.epochSeconds(EARLIEST, zone), this::instant);
        long written = newestChange + Duration.ofDays(2).toSeconds();
        long latest = section.parsed("latest", Math.max(written, earliest + 1), this::instant);
        boolean upper = section.parsed("item-case", false, CleaningReader::upperCase);
        Pattern products = section.parsed("products", null, CleaningReader::pattern);
        Section cancellations = section.section("cancellations");
        Pattern orders = cancellations.parsed("orders", null, CleaningReader::pattern);
        var cancelling =
                cancellations.choice("action", CleaningRules.Cancellations.class, CleaningRules.Cancellations.APPLY);
        Section duplicates = section.section("duplicates");
        var folding = duplicates.choice("action", CleaningRules.Duplicates.class, CleaningRules.Duplicates.FOLD);
        int within = duplicates.parsed("within", 1, Instants::seconds);
        Section outliers = section.section("outliers");
        var capping = outliers.choice("action", CleaningRules.OutlierAction.class, CleaningRules.OutlierAction.CAP);
        double z = outliers.number("z", 0);
        Section robots = section.section("robots");
        int perDay = robots.integer("events-per-day", 0);
        Section minimum = section.section("minimum");
        int userEvents = minimum.integer("user-events", 0);
        int itemEvents = minimum.integer("item-events", 0);
        for (Section each : new Section[] {section, cancellations, duplicates, outliers, robots, minimum}) {
            each.done();
        }
        return problems.attempt(
                section.place(),
                () -> new CleaningRules(
                        earliest,
                        latest,
                        upper,
                        products,
                        orders,
                        cancelling,
                        folding,
                        within,
                        capping,
                        z,
                        perDay,
                        userEvents,
                        itemEvents));
    }

    private Long instant(String text) {
        return Instants.epochSeconds(text, zone);
    }

    private static Boolean upperCase(String text) {
        return switch (text) {
            case "upper" -> true;
            case "keep" -> false;
            default -> throw new IllegalArgumentException("upper or keep is expected");
        };
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "no regular expression: " + wrong.getDescription() + " at character " + (wrong.getIndex() + 1),
                    wrong);
        }
    }
}
