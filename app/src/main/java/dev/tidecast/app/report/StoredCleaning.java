package dev.tidecast.app.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.clean.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** cleaning.json as the page reads it; keys that it does not know are for others. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StoredCleaning(
        long read,
        long kept,
        Map<Reason, Long> reasons,
        List<InFile> files,
        @Nullable Spreads before,
        @Nullable Spreads after) {
    /** Where 5, 25, 50, 75 and 95 % stand among the nine quantiles of a distribution. */
    private static final int FIRST = 2;

    private static final int BEYOND = 7;

    /** Rows of one file. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record InFile(String file, long read, long kept) {}

    /** Distributions of the values. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Spreads(
            @Nullable Quantiles quantity,
            @Nullable Quantiles price,
            @Nullable Quantiles eventsPerUser,
            @Nullable Quantiles eventsPerDay) {}

    /** One distribution; empty where there are no values. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Quantiles(List<Double> quantiles) {}

    /** What became of the rows; null if there is no such file. */
    public static @Nullable CleaningPart read(Path file) throws IOException {
        return Files.exists(file)
                ? new ObjectMapper()
                        .readValue(file.toFile(), StoredCleaning.class)
                        .part()
                : null;
    }

    CleaningPart part() {
        List<CleaningPart.Left> left = new ArrayList<>();
        if (!reasons.isEmpty()) {
            new EnumMap<>(reasons).forEach((reason, rows) -> {
                if (rows > 0) {
                    left.add(new CleaningPart.Left(
                            reason.code(), reason.outcome().name().toLowerCase(Locale.ROOT), rows));
                }
            });
        }
        List<CleaningPart.FileRows> rows = files.stream()
                .map(each -> new CleaningPart.FileRows(name(each.file()), each.read(), each.kept()))
                .toList();
        return new CleaningPart(read, kept, left, rows, spreads());
    }

    private static String name(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    private List<CleaningPart.Spread> spreads() {
        List<CleaningPart.Spread> spreads = new ArrayList<>();
        if (before != null && after != null) {
            add(spreads, "quantity", before.quantity(), after.quantity());
            add(spreads, "price", before.price(), after.price());
            add(spreads, "events per user", before.eventsPerUser(), after.eventsPerUser());
            add(spreads, "events per day", before.eventsPerDay(), after.eventsPerDay());
        }
        return spreads;
    }

    private static void add(
            List<CleaningPart.Spread> spreads, String value, @Nullable Quantiles before, @Nullable Quantiles after) {
        if (before != null
                && after != null
                && before.quantiles().size() >= BEYOND
                && after.quantiles().size() >= BEYOND) {
            spreads.add(new CleaningPart.Spread(
                    value,
                    before.quantiles().subList(FIRST, BEYOND),
                    after.quantiles().subList(FIRST, BEYOND)));
        }
    }
}
