package dev.tidecast.data;

import dev.tidecast.clean.CleaningReport;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.Reason;
import dev.tidecast.event.BadInputException;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.TimeFormat;
import dev.tidecast.progress.Progress;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.DatasetFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** From files to a dataset: reads, judges, orders and numbers; the door of this room. */
public final class Preparation {
    private Preparation() {}

    /**
     * Writes {@code out/dataset/}, {@code out/rejects.parquet} and {@code out/cleaning.json}, each at once.
     *
     * @return what became of every row
     * @throws BadInputException if a file can't be used, no row is kept, or {@code out} can't be written; the message
     *     names the file or folder
     */
    public static CleaningReport prepare(EventLog log, CleaningRules rules, Path out, Progress progress) {
        hasClock(log); // refuses a mixture before anything is read
        try (Database database = Database.open(out)) {
            Loading loading = new Loading(database, log, rules);
            loading.load(progress);
            progress.begin("ordering", 0, "rows");
            Dataset dataset = dataset(database, loading, log, rules);
            progress.end();
            CleaningReport report = Counting.report(
                    database, loading.parts(), dataset.interactions().rows(), FittedCount.of(dataset, rules));
            refuseNothing(report);
            progress.begin("writing", 3, "artefacts");
            write(database, loading, dataset, report, out);
            progress.advance(3);
            progress.end();
            return report;
        } catch (SQLException failed) {
            throw new BadInputException(
                    "preparing " + log.name() + " into " + out + " failed: "
                            + String.valueOf(failed.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    failed);
        }
    }

    private static Dataset dataset(Database database, Loading loading, EventLog log, CleaningRules rules)
            throws SQLException {
        Gathering gathering = Gathering.of(database, rules);
        List<String> users = gathering.users().texts(database);
        List<String> items = gathering.items().texts(database);
        DatasetBuilder.ItemTexts facts = ItemFacts.of(database, log, rules, items);
        gathering.late().apply(database, loading.parts());
        return gathering
                .builder()
                .build(
                        log.name(),
                        log.sources().getFirst().mapping().timeFormat().zone(),
                        hasClock(log),
                        new DatasetBuilder.UserTexts(users, CustomerFacts.of(database, log, users)),
                        facts,
                        gathering.queries().texts(database));
    }

    /** Writes the rejects on one processor and the dataset on another, then the report that vouches for both. */
    private static void write(Database database, Loading loading, Dataset dataset, CleaningReport report, Path out) {
        try {
            CompletableFuture<Void> rejects =
                    CompletableFuture.runAsync(() -> rejects(database, loading, out.resolve("rejects.parquet")));
            try {
                DatasetFolder.write(dataset, out.resolve("dataset"));
            } finally {
                rejects.exceptionally(failed -> null).join();
            }
            rejects.join();
            Artefact.writeText(out.resolve("cleaning.json"), report.toJson());
        } catch (IOException | UncheckedIOException | CompletionException failed) {
            Throwable cause = failed.getCause();
            String said =
                    failed instanceof CompletionException && cause != null ? cause.getMessage() : failed.getMessage();
            throw new BadInputException(
                    "can't write to " + out + " (" + said + "): make room there or choose another folder with --out",
                    failed);
        }
    }

    private static void rejects(Database database, Loading loading, Path file) {
        try (Connection connection = database.fork()) {
            Artefact.writeFile(file, path -> {
                try {
                    Database.run(connection, Rejects.copy(loading, path));
                } catch (SQLException failed) {
                    throw new IOException(failed.getMessage(), failed);
                }
            });
        } catch (IOException | SQLException failed) {
            throw new UncheckedIOException(
                    failed.getMessage(), failed instanceof IOException io ? io : new IOException(failed));
        }
    }

    private static boolean hasClock(EventLog log) {
        List<Boolean> clocks = log.sources().stream()
                .map(LogSource::mapping)
                .map(mapping -> mapping.timeFormat().kind() != TimeFormat.Kind.ORDER)
                .distinct()
                .toList();
        if (clocks.size() > 1) {
            throw new BadInputException(
                    "some sources have a time and some only an order: give all a time, or all format: order");
        }
        return clocks.getFirst();
    }

    private static void refuseNothing(CleaningReport report) {
        if (report.kept() > 0) {
            return;
        }
        if (report.read() == 0) {
            throw new BadInputException("the files of "
                    + report.files().stream()
                            .map(CleaningReport.FileCount::file)
                            .collect(Collectors.joining(", "))
                    + " hold no rows: a log needs at least one");
        }
        String reasons = report.reasons().entrySet().stream()
                .sorted(Map.Entry.<Reason, Long>comparingByValue().reversed())
                .map(each -> each.getKey().code() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        throw new BadInputException("none of the " + report.read() + " rows is kept: " + reasons
                + ". Check mapping and cleaning in the configuration; docs/cleaning.md explains each reason");
    }
}
