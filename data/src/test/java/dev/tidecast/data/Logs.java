package dev.tidecast.data;

import dev.tidecast.clean.CleaningReport;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.TimeFormat;
import dev.tidecast.progress.Progress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Small logs of purchases for tests. */
final class Logs {
    static final TimeFormat ISO = TimeFormat.iso(ZoneOffset.UTC);

    private Logs() {}

    static Mapping mapping(TimeFormat format) {
        return new Mapping(
                List.of("user"),
                "item",
                format.kind() == TimeFormat.Kind.ORDER ? null : "time",
                format,
                Mapping.BehaviourMapping.always(Behaviour.PURCHASE),
                "quantity",
                "price",
                null,
                "order",
                null,
                null,
                null);
    }

    static EventLog log(Path file, FileFormat format, TimeFormat time) {
        return new EventLog(
                "small", List.of(new LogSource(List.of(file), format, mapping(time), null, null)), null, null);
    }

    static FileFormat format(FileFormat.Kind kind, Charset encoding, @Nullable String delimiter) {
        return new FileFormat(kind, encoding, delimiter, true, List.of(), '.', null);
    }

    static CleaningRules rules(CleaningRules.Cancellations cancellations) {
        return new CleaningRules(
                0,
                Instant.parse("2030-01-01T00:00:00Z").getEpochSecond(),
                false,
                null,
                Pattern.compile("C"),
                cancellations,
                CleaningRules.Duplicates.FOLD,
                1,
                CleaningRules.OutlierAction.CAP,
                0,
                0,
                0,
                0);
    }

    static CleaningReport prepare(Path folder, byte[] bytes) throws IOException {
        return prepare(folder, "log.csv", bytes, FileFormat.csv(), ISO);
    }

    static CleaningReport prepare(Path folder, String text) throws IOException {
        return prepare(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    static CleaningReport prepare(Path folder, String name, byte[] bytes, FileFormat format, TimeFormat time)
            throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        return Preparation.prepare(
                log(file, format, time),
                rules(CleaningRules.Cancellations.APPLY),
                folder.resolve("out"),
                Progress.silent());
    }
}
