package dev.tidecast.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.clean.CleaningReport;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.Reason;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.RawEvent;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.FittedRules;
import dev.tidecast.sequence.Interactions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromiseTest {
    private static final String HEAD = "user,item,time,quantity,price,order\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everyRowOfARandomLogIsAccountedFor(long seed) throws Exception {
        String text = HEAD + randomRows(new Random(seed), 400);
        CleaningReport report = Logs.prepare(folder, text);
        assertThat(report.read()).isEqualTo(400);
        Dataset dataset = DatasetFolder.open(folder.resolve("out/dataset"));
        Interactions rows = dataset.interactions();
        long repeats = 0;
        for (long row = 0; row < rows.rows(); row++) {
            repeats += rows.repeats().get(row);
        }
        assertThat(rows.rows()).isEqualTo(report.kept());
        assertThat(repeats).isEqualTo(report.kept() + report.count(Reason.DUPLICATE));
        try (Database database = Database.open(folder)) {
            String rejects = "read_parquet('" + folder.resolve("out/rejects.parquet") + "')";
            assertThat(database.number("SELECT count(*) FROM " + rejects)).isEqualTo(report.read() - report.kept());
            assertThat(database.number("SELECT count(DISTINCT record) FROM " + rejects))
                    .isEqualTo(report.read() - report.kept());
        }
        for (int user = 1; user < dataset.userCount(); user++) {
            assertThat(rows.time().get(rows.userOffsets().get(user)))
                    .isGreaterThanOrEqualTo(rows.time().get(rows.userOffsets().get(user - 1L)));
        }
    }

    @Test
    void fittedRulesAppliedTwiceChangeNothingMore() throws Exception {
        Logs.prepare(folder, HEAD + randomRows(new Random(7), 2_000));
        Dataset whole = DatasetFolder.open(folder.resolve("out/dataset"));
        CleaningRules rules = new CleaningRules(
                0,
                Long.MAX_VALUE,
                false,
                null,
                null,
                CleaningRules.Cancellations.DROP,
                CleaningRules.Duplicates.KEEP,
                1,
                CleaningRules.OutlierAction.REJECT,
                1.5,
                2,
                12,
                40);
        Dataset visible = whole.asOf((whole.firstTime() + whole.asOf()) / 2);
        FittedRules fitted =
                FittedRules.fromJson(FittedRules.fit(visible, rules).toJson());
        Dataset once = fitted.apply(whole);
        long gone =
                fitted.count(whole).values().stream().mapToLong(Long::longValue).sum();
        assertThat(fitted.count(whole).keySet()).contains(Reason.QUANTITY_OUTLIER, Reason.ROBOT, Reason.RARE_ITEM);
        assertThat(once.interactions().rows()).isEqualTo(whole.interactions().rows() - gone);
        assertThat(fitted.count(once)).isEmpty();
        Dataset twice = fitted.apply(once);
        assertThat(twice.users().texts()).isEqualTo(once.users().texts());
        assertThat(twice.interactions()
                        .time()
                        .data()
                        .mismatch(once.interactions().time().data()))
                .isEqualTo(-1);
    }

    @Test
    void aCancellationIsUnknownBeforeItsTimeAndTakesTheLatestUnits() throws Exception {
        Logs.prepare(
                folder,
                HEAD + "a,x,2011-01-01,5,1,1\na,x,2011-01-02,3,1,2\na,x,2011-01-04,-4,1,C3\na,x,2011-01-05,-1,1,C4\n"
                        + "b,x,2011-01-05,-1,1,C5\na,y,2011-01-06,1,1,6\n");
        Dataset dataset = DatasetFolder.open(folder.resolve("out/dataset"));
        CleaningReport report = CleaningReport.fromJson(Files.readString(folder.resolve("out/cleaning.json")));
        assertThat(report.count(Reason.CANCELLATION)).isEqualTo(2);
        assertThat(report.count(Reason.CANCELLATION_DROPPED)).isEqualTo(1);
        long fourth = java.time.Instant.parse("2011-01-04T00:00:00Z").getEpochSecond();
        assertThat(dataset.asOf(fourth - 1).history(0).size()).isEqualTo(2);
        assertThat(dataset.asOf(fourth).history(0).size()).isEqualTo(1);
        assertThat(dataset.asOf(fourth).history(0).quantity(0)).isEqualTo(5f);
        assertThat(dataset.asOf(fourth).itemCount()).isEqualTo(1);
        assertThat(dataset.history(0).size()).isEqualTo(2);
    }

    @Test
    void tiesKeepTheOrderOfTheSource() throws Exception {
        Logs.prepare(folder, HEAD + "b,z,2011-01-01,1,1,1\na,y,2011-01-01,1,1,1\nb,x,2011-01-01,1,1,1\n");
        Dataset dataset = DatasetFolder.open(folder.resolve("out/dataset"));
        assertThat(dataset.users().texts()).containsExactly("b", "a");
        assertThat(dataset.items().names().texts()).containsExactly("z", "y", "x");
        assertThat(dataset.history(0).item(1)).isEqualTo(2);
    }

    @Test
    void theSourceGivesEveryReadableRowWithItsRecord() throws Exception {
        Path file = folder.resolve("log.csv");
        Files.writeString(file, HEAD + "a,x,when,1,1,1\nbroken\nb,,2011-01-01,1,,1\n");
        LogSource source = Logs.log(file, FileFormat.csv(), Logs.ISO).sources().getFirst();
        List<RawEvent> rows = new ArrayList<>();
        try (DuckDbEventSource events = DuckDbEventSource.open(source, folder)) {
            assertThat(events.read(rows::add)).isEqualTo(new dev.tidecast.event.EventSource.Tally(2, 1));
            assertThat(events.read(row -> {}).readable()).isEqualTo(2);
        }
        assertThat(rows.getFirst().time()).isEqualTo("when");
        assertThat(rows.get(1).item()).isNull();
        assertThat(rows.get(1).at().record()).isEqualTo(3);
    }

    @Test
    void theSameInputGivesTheSameBytes() throws Exception {
        String text = HEAD + randomRows(new Random(11), 300);
        Logs.prepare(folder, text);
        String first = Files.readString(folder.resolve("out/dataset/manifest.json"));
        Preparation.prepare(
                Logs.log(folder.resolve("log.csv"), FileFormat.csv(), Logs.ISO),
                Logs.rules(CleaningRules.Cancellations.APPLY),
                folder.resolve("out"),
                Progress.silent());
        assertThat(Files.readString(folder.resolve("out/dataset/manifest.json")))
                .isEqualTo(first);
    }

    private static String randomRows(Random random, int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String day = "2011-0" + (1 + random.nextInt(4)) + "-" + (10 + random.nextInt(25));
            String order = random.nextInt(8) == 0 ? "C" + i : "" + i;
            rows.append(random.nextInt(10) == 0 ? "" : "u" + random.nextInt(40))
                    .append(",i")
                    .append((int) Math.abs(random.nextGaussian() * 12))
                    .append(',')
                    .append(day)
                    .append(',')
                    .append((int) Math.exp(random.nextGaussian() * 2) - (random.nextInt(9) == 0 ? 9 : 0))
                    .append(',')
                    .append(random.nextInt(20) == 0 ? "free" : "2.5")
                    .append(',')
                    .append(order)
                    .append(random.nextInt(30) == 0 ? ",surplus\n" : "\n");
        }
        return rows.toString();
    }
}
