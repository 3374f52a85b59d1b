package dev.tidecast.bench;

import dev.tidecast.clean.CleaningReport;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.data.Preparation;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.Catalogue;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.TimeFormat;
import dev.tidecast.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Measures the whole of prepare against DuckDB alone, which reads both Online Retail files into a table; in turns, in
 * one run. Arguments: the folder with both files, and how often.
 */
public final class PreparationBench {
    private static final String OLDER = "online_retail_2009-2010.csv.gz";
    private static final String NEWER = "online_retail.csv.gz";

    private PreparationBench() {}

    /** Prints seconds and ratio of each turn, then the least and the median of both. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "examples/online-retail")
                .toAbsolutePath();
        int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        Path out = Files.createTempDirectory("preparation-bench");
        double[] alone = new double[turns];
        double[] whole = new double[turns];
        double[] aloneCpu = new double[turns];
        double[] wholeCpu = new double[turns];
        duckDb(folder); // the page cache and both programs' code are then warm
        Preparation.prepare(log(folder), rules(), out, Progress.silent());
        for (int turn = 0; turn < turns; turn++) {
            long before = cpu();
            alone[turn] = duckDb(folder);
            aloneCpu[turn] = (cpu() - before) / 1e9;
            before = cpu();
            long start = System.nanoTime();
            CleaningReport report = Preparation.prepare(log(folder), rules(), out, Progress.silent());
            whole[turn] = (System.nanoTime() - start) / 1e9;
            wholeCpu[turn] = (cpu() - before) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "turn %d: DuckDB alone %.2f s, prepare %.2f s, ratio %.2f, of processor time %.2f (%d rows, %d kept)%n",
                    turn + 1,
                    alone[turn],
                    whole[turn],
                    whole[turn] / alone[turn],
                    wholeCpu[turn] / aloneCpu[turn],
                    report.read(),
                    report.kept());
        }
        print("seconds", alone, whole);
        print("processor time", aloneCpu, wholeCpu);
        dev.tidecast.provenance.Artefact.deleteTree(out);
    }

    private static void print(String what, double[] alone, double[] whole) {
        Arrays.sort(alone);
        Arrays.sort(whole);
        int middle = alone.length / 2;
        System.out.printf(
                Locale.ROOT,
                "%s: DuckDB alone min %.2f median %.2f, prepare min %.2f median %.2f, ratio of mins %.2f, of medians %.2f%n",
                what,
                alone[0],
                alone[middle],
                whole[0],
                whole[middle],
                whole[0] / alone[0],
                whole[middle] / alone[middle]);
    }

    /** Nanoseconds of processor time that this process has used: the fair measure on a machine that others use too. */
    private static long cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell processor time"))
                .toNanos();
    }

    private static double duckDb(Path folder) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            statement.execute("CREATE TABLE everything AS SELECT * FROM read_csv(['" + folder.resolve(OLDER) + "', '"
                    + folder.resolve(NEWER) + "'], all_varchar=true, header=true)");
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static EventLog log(Path folder) {
        Mapping mapping = new Mapping(
                List.of("CustomerID"),
                "StockCode",
                "InvoiceDate",
                new TimeFormat(TimeFormat.Kind.PATTERN, "yyyy-MM-dd HH:mm:ss", null, ZoneOffset.UTC),
                Mapping.BehaviourMapping.always(Behaviour.PURCHASE),
                "Quantity",
                "UnitPrice",
                null,
                "InvoiceNo",
                null,
                null,
                null);
        long until = Instant.parse("2010-12-01T00:00:00Z").getEpochSecond();
        FileFormat csv = FileFormat.csv();
        return new EventLog(
                "online-retail",
                List.of(
                        new LogSource(List.of(folder.resolve(OLDER)), csv, mapping, null, until),
                        new LogSource(List.of(folder.resolve(NEWER)), csv, mapping, null, null)),
                new Catalogue(null, csv, "StockCode", "Description", null, "", null, null, null, null),
                null);
    }

    private static CleaningRules rules() {
        return new CleaningRules(
                0,
                Instant.parse("2012-01-01T00:00:00Z").getEpochSecond(),
                true,
                Pattern.compile("\\d{5}"),
                Pattern.compile("C"),
                CleaningRules.Cancellations.DROP,
                CleaningRules.Duplicates.FOLD,
                60,
                CleaningRules.OutlierAction.CAP,
                0,
                0,
                0,
                0);
    }
}
