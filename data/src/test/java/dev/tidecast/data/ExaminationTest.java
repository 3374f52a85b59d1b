package dev.tidecast.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.doctor.Evidence;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.Mend;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.Catalogue;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each defect planted in raw rows is found with file and record, and clean rows have no finding (seed 7). */
class ExaminationTest {
    private static final long START = Instant.parse("2025-01-06T00:00:00Z").getEpochSecond();
    private static final String HEADER = "user,item,time,quantity,price,order,title,flag";
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 30);

    @TempDir
    Path folder;

    /** Clean rows: 3,000 purchases of 100 users over 200 days, by day; every order number once. */
    private static List<String[]> rows() {
        Random random = new Random(7);
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            int item = 10_000 + random.nextInt(150);
            long time = START + i / 15 * 86_400L + 8 * 3_600 + random.nextInt(13 * 3_600);
            rows.add(new String[] {
                "u" + random.nextInt(100),
                item + "",
                Instant.ofEpochSecond(time).toString(),
                "1",
                (item % 40 + 1) + "",
                "A" + i,
                "thing number " + item,
                "f" + random.nextInt(3)
            });
        }
        return rows;
    }

    private Path write(String name, List<String[]> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        rows.forEach(row -> lines.add(String.join(",", row)));
        return Files.write(folder.resolve(name), lines);
    }

    private static EventLog log(Path... files) {
        LogSource source = new LogSource(List.of(files), FileFormat.csv(), Logs.mapping(Logs.ISO), null, null);
        Catalogue own = new Catalogue(null, FileFormat.csv(), "item", "title", null, "", null, null, null, null);
        return new EventLog("small", List.of(source), own, null);
    }

    private static CleaningRules rules(CleaningRules.Duplicates duplicates, boolean cancellations) {
        return new CleaningRules(
                0,
                Instant.parse("2026-01-01T00:00:00Z").getEpochSecond(),
                false,
                null,
                cancellations ? Pattern.compile("C") : null,
                CleaningRules.Cancellations.APPLY,
                duplicates,
                1,
                CleaningRules.OutlierAction.CAP,
                0,
                0,
                0,
                0);
    }

    private List<Finding> look(EventLog log) {
        return Examination.look(log, rules(CleaningRules.Duplicates.KEEP, false), TARGET, folder, Progress.silent());
    }

    private Finding only(String code, UnaryOperator<List<String[]>> plant) throws IOException {
        List<Finding> findings = look(log(write("log.csv", plant.apply(rows()))));
        assertThat(findings).as(findings.toString()).extracting(Finding::code).containsExactly(code);
        return findings.getFirst();
    }

    private static UnaryOperator<List<String[]>> each(int column, int every, UnaryOperator<String> change) {
        return rows -> {
            for (int i = 0; i < rows.size(); i += every) {
                rows.get(i)[column] = change.apply(rows.get(i)[column]);
            }
            return rows;
        };
    }

    @Test
    void cleanRowsHaveNoFinding() throws IOException {
        assertThat(look(log(write("log.csv", rows())))).isEmpty();
    }

    @Test
    void rowsWithoutUserAreFoundWithTheirRecords() throws IOException {
        Finding found = only("lost-missing-user", each(0, 10, user -> ""));
        assertThat(found.figures().get("rows")).isEqualTo(300);
        assertThat(found.evidence()).extracting(Evidence::record).startsWith(1L, 11L, 21L);
        assertThat(found.evidence()).extracting(Evidence::file).containsOnly("log.csv");
    }

    @Test
    void oneRowInTheFutureIsFound() throws IOException {
        Finding found = only("future-events", rows -> {
            rows.get(41)[2] = "2027-01-01T00:00:00Z";
            return rows;
        });
        assertThat(found.evidence()).extracting(Evidence::record).containsExactly(42L);
    }

    @Test
    void cancellationsAreToldByTheirOrdersAndTheMendAppliesThem() throws IOException {
        Finding found = only("unapplied-cancellations", rows -> {
            for (int i = 0; i < rows.size(); i += 20) {
                rows.get(i)[3] = "-1";
                rows.get(i)[5] = "C" + i;
            }
            return rows;
        });
        assertThat(found.yaml()).contains("orders: 'C'");
        CleaningRules mended =
                Objects.requireNonNull(found.mend()).rules().apply(rules(CleaningRules.Duplicates.KEEP, false));
        assertThat(String.valueOf(mended.cancellation())).isEqualTo("C");
    }

    @Test
    void rowsWrittenTwiceAreFoundUnlessTheyAreFolded() throws IOException {
        UnaryOperator<List<String[]>> twice = rows -> {
            List<String[]> all = new ArrayList<>(rows);
            all.addAll(rows.subList(500, 540));
            return all;
        };
        Finding found = only("duplicates", twice);
        assertThat(found.figures().get("rows")).isEqualTo(40);
        assertThat(found.evidence()).extracting(Evidence::record).startsWith(3_001L, 3_002L);
        assertThat(Examination.look(
                        log(write("log.csv", twice.apply(rows()))),
                        rules(CleaningRules.Duplicates.FOLD, false),
                        TARGET,
                        folder,
                        Progress.silent()))
                .isEmpty();
    }

    @Test
    void filesThatRepeatEachOtherAreFoundAndTheMendParts() throws IOException {
        List<String[]> rows = rows();
        Path early = write("early.csv", rows.subList(0, 1_650));
        Path late = write("late.csv", rows.subList(1_500, 3_000));
        EventLog log = log(early, late);
        List<Finding> findings = look(log);
        assertThat(findings).extracting(Finding::code).containsExactly("overlapping-files");
        Finding found = findings.getFirst();
        assertThat(found.figures().get("rows")).isEqualTo(150);
        assertThat(found.yaml()).contains("early.csv", "until: 2025-04-16");
        Mend mend = Objects.requireNonNull(found.mend());
        assertThat(look(mend.log().apply(log))).isEmpty();
    }

    @Test
    void filesOfTwoZonesAreFound() throws IOException {
        List<String[]> rows = rows();
        Path one = write("one.csv", rows.subList(0, 1_500));
        Path two = write(
                "two.csv",
                each(2, 1, time -> Instant.parse(time).minusSeconds(7 * 3_600).toString())
                        .apply(rows.subList(1_500, 3_000)));
        List<Finding> findings = look(log(one, two));
        assertThat(findings).extracting(Finding::code).containsExactly("shifted-files");
        assertThat(findings.getFirst().figures().get("shiftHours")).isBetween(-8.0, 8.0);
    }

    @Test
    void spellingsOfOneItemAreFound() throws IOException {
        Finding found = only("item-case", rows -> {
            for (int i = 0; i < rows.size(); i++) {
                rows.get(i)[1] += i % 5 == 0 ? "a" : "A";
            }
            return rows;
        });
        assertThat(found.figures().get("items")).isGreaterThan(100);
    }

    @Test
    void feesAmongProductsAreFound() throws IOException {
        Finding found = only(
                "non-products",
                rows -> each(6, 50, title -> "POSTAGE")
                        .apply(each(1, 50, item -> "POST").apply(rows)));
        assertThat(found.yaml()).contains("products: '\\d{5}'");
        assertThat(found.evidence()).extracting(Evidence::item).containsExactly("POST");
    }

    @Test
    void anIdGivenToAnotherThingIsFoundByItsTitle() throws IOException {
        Finding found = only("reused-items", rows -> {
            for (int i = 1_500; i < rows.size(); i++) {
                if (rows.get(i)[1].equals("10007")) {
                    rows.get(i)[6] = "garden gnome";
                }
            }
            return rows;
        });
        assertThat(found.evidence()).extracting(Evidence::item).containsExactly("10007");
    }

    @Test
    void aColumnThatKnowsTheFutureIsFound() throws IOException {
        Finding found = only("leak-future", rows -> {
            for (int i = 0; i < rows.size(); i++) {
                String[] row = rows.get(i);
                if (row[0].hashCode() % 3 == 0 && Math.floorMod(i, 7) != 0) {
                    row[0] = "once" + i;
                }
            }
            for (int i = 0; i < rows.size(); i++) {
                rows.get(i)[7] = buysAgain(rows, i) ? "active" : "gone";
            }
            return rows;
        });
        assertThat(found.severity().word()).isEqualTo("warn");
        assertThat(found.found()).contains("\"flag\"");
    }

    private static boolean buysAgain(List<String[]> rows, int at) {
        Instant now = Instant.parse(rows.get(at)[2]);
        return rows.stream()
                .filter(row -> row[0].equals(rows.get(at)[0]))
                .map(row -> Instant.parse(row[2]))
                .anyMatch(time -> time.isAfter(now) && !time.isAfter(now.plusSeconds(30 * 86_400L)));
    }
}
