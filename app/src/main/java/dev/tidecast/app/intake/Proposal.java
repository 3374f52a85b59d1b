package dev.tidecast.app.intake;

import dev.tidecast.event.Behaviour;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is proposed for a log.
 *
 * @param files of the log
 * @param sample of the first file, its columns under their final names
 * @param columns the column of each role that was found
 * @param reasons why, by role
 */
record Proposal(
        List<Path> files,
        Sample sample,
        Map<Role, String> columns,
        Map<Role, String> reasons,
        TimeGuess time,
        BehaviourGuess behaviour,
        Answers answers) {
    /**
     * What the rows are.
     *
     * @param column null where all rows are {@code always}
     * @param words what each word of the column means
     */
    record BehaviourGuess(
            @Nullable String column,
            Map<String, Behaviour> words,
            @Nullable Behaviour always,
            String reason) {
        /** What forecasts are about: purchases where there are any, else what is nearest to them. */
        Behaviour target() {
            if (always != null) {
                return always;
            }
            for (Behaviour each : List.of(Behaviour.PURCHASE, Behaviour.CART, Behaviour.FAVOURITE, Behaviour.RATING)) {
                if (words.containsValue(each)) {
                    return each;
                }
            }
            return Behaviour.VIEW;
        }

        /** The behaviour of a row whose cell is {@code word}. */
        Optional<Behaviour> of(String word) {
            return always == null ? Optional.ofNullable(words.get(word)) : Optional.of(always);
        }
    }

    Optional<String> column(Role role) {
        return Optional.ofNullable(columns.get(role));
    }

    ZoneId zone() {
        ZoneId said = answers.zone();
        return said == null ? ZoneId.of("UTC") : said;
    }

    /** A name for the log, made of its file's. */
    String name() {
        String file = String.valueOf(files.getFirst().getFileName()).toLowerCase(Locale.ROOT);
        String name = file.replaceFirst("\\..*", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() ? "log" : name;
    }
}
