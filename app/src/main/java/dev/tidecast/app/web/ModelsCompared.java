package dev.tidecast.app.web;

import dev.tidecast.app.registry.Compared;
import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.evaluate.Estimate;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Two versions side by side, as a page shows them.
 *
 * @param ids that can be compared, those that were judged
 * @param unpaired why no differences are told; empty where they are or nothing was asked
 */
public record ModelsCompared(List<String> ids, String first, String second, List<ComparedRow> rows, String unpaired) {
    public ModelsCompared {
        ids = List.copyOf(ids);
        rows = List.copyOf(rows);
    }

    /** {@code first} and {@code second} are ids as they were asked for; null where they were not. */
    static ModelsCompared of(Registry registry, @Nullable String first, @Nullable String second) throws IOException {
        List<ModelVersion> judged = registry.versions().stream()
                .filter(each -> each.judgement() != null)
                .toList();
        List<String> ids = judged.stream().map(ModelVersion::id).toList();
        if (first == null || second == null || !ids.contains(first) || !ids.contains(second)) {
            return new ModelsCompared(ids, "", ids.size() > 1 ? ids.get(1) : "", List.of(), "");
        }
        try {
            Compared compared = Compared.of(registry, registry.find(first), registry.find(second));
            String unpaired = compared.unpaired();
            return new ModelsCompared(
                    ids,
                    first,
                    second,
                    compared.rows().stream().map(ModelsCompared::row).toList(),
                    unpaired == null ? "" : unpaired);
        } catch (IllegalArgumentException unlike) {
            return new ModelsCompared(ids, first, second, List.of(), String.valueOf(unlike.getMessage()));
        }
    }

    private static ComparedRow row(Compared.Row row) {
        Estimate away = row.difference();
        Double mean = away == null ? null : away.mean();
        Double low = away == null ? null : away.low();
        Double high = away == null ? null : away.high();
        if (mean == null || low == null || high == null) {
            return new ComparedRow(row.measure(), figure(row.first()), figure(row.second()), "", "");
        }
        return new ComparedRow(
                row.measure(),
                figure(row.first()),
                figure(row.second()),
                BoardRow.difference(mean, low, high),
                low > 0 ? "up" : high < 0 ? "down" : "");
    }

    private static String figure(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
