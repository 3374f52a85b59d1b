package dev.tidecast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.clean.CleaningReport;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.Reason;
import dev.tidecast.clean.RowRules;
import dev.tidecast.clean.Verdict;
import dev.tidecast.event.BadInputException;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.Catalogue;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.RawEvent;
import dev.tidecast.event.TimeFormat;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.FittedRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Currency, customers, what a catalogue says, and the order of a log without a clock. */
class MappedFieldsTest {
    private static final CleaningRules RULES = Logs.rules(CleaningRules.Cancellations.APPLY);

    @TempDir
    Path folder;

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private static LogSource source(List<Path> files, TimeFormat time, Mapping.@Nullable CurrencyMapping currency) {
        Mapping mapping = new Mapping(
                List.of("user"),
                "item",
                time.kind() == TimeFormat.Kind.ORDER ? null : "time",
                time,
                Mapping.BehaviourMapping.always(Behaviour.PURCHASE),
                null,
                "price",
                currency,
                null,
                null,
                null,
                null);
        return new LogSource(files, FileFormat.csv(), mapping, null, null);
    }

    private Dataset prepare(EventLog log, CleaningRules rules) {
        Preparation.prepare(log, rules, folder.resolve("out"), Progress.silent());
        return DatasetFolder.open(folder.resolve("out/dataset"));
    }

    private CleaningReport report() throws Exception {
        return CleaningReport.fromJson(Files.readString(folder.resolve("out/cleaning.json")));
    }

    private EventLog priced(Map<String, Double> rates) throws Exception {
        Path file = write(
                "log.csv",
                "user,item,time,price,money\na,x,2011-01-01,2,GBP\na,y,2011-01-02,10,EUR\nb,x,2011-01-03,,\n"
                        + "b,y,2011-01-04,3,XYZ\n");
        return new EventLog(
                "l", List.of(source(List.of(file), Logs.ISO, new Mapping.CurrencyMapping("money", rates))), null, null);
    }

    @Test
    void severalCurrenciesAreRefusedUntilOneIsKeptOrAllAreConverted() throws Exception {
        assertThatThrownBy(() -> prepare(priced(Map.of()), RULES))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("EUR 1 rows, GBP 1 rows, XYZ 1 rows")
                .hasMessageContaining("keep: EUR");
        Dataset kept = prepare(priced(Map.of("GBP", 1.0)), RULES);
        assertThat(kept.interactions().rows()).isEqualTo(2);
        assertThat(report().count(Reason.OTHER_CURRENCY)).isEqualTo(2);
        assertThat(report().currencies()).isEqualTo(Map.of("GBP", 1L));
        Dataset converted = prepare(priced(Map.of("GBP", 1.0, "EUR", 0.85)), RULES);
        assertThat(converted.interactions().price().get(1)).isEqualTo(8.5f);
        assertThat(report().currencies()).isEqualTo(Map.of("GBP", 1L, "EUR", 1L));
    }

    @Test
    void javaAndSqlConvertAndRefuseAlike() throws Exception {
        EventLog log = priced(Map.of("GBP", 1.0, "EUR", 0.85));
        Dataset dataset = prepare(log, RULES);
        RowRules java = new RowRules(RULES, log.sources().getFirst());
        List<Verdict> verdicts = new ArrayList<>();
        try (DuckDbEventSource events = DuckDbEventSource.open(log.sources().getFirst(), folder)) {
            events.read(row -> verdicts.add(java.judge(row)));
        }
        assertThat(((Verdict.Accepted) verdicts.get(1)).price()).isEqualTo(10 * 0.85);
        assertThat(((Verdict.Accepted) verdicts.get(1)).price())
                .isEqualTo(dataset.interactions().price().get(1), org.assertj.core.api.Assertions.within(1e-6));
        assertThat(((Verdict.Accepted) verdicts.get(2)).price()).isNaN();
        assertThat(verdicts.get(3)).isEqualTo(new Verdict.Refused(Reason.OTHER_CURRENCY));
    }

    @Test
    void aLogWithoutAClockIsNumberedAlikeByJavaAndSqlOverAllItsFiles() throws Exception {
        TimeFormat order = new TimeFormat(TimeFormat.Kind.ORDER, null, null, ZoneOffset.UTC);
        Path first = write("1.csv", "user,item,price\na,x,1\n,x,1\nbroken\nb,y,1\n");
        Path second = write("2.csv", "user,item,price\na,z,1\nb,z,1\n");
        LogSource source = source(List.of(first, second), order, null);
        Dataset dataset = prepare(new EventLog("l", List.of(source), null, null), RULES);
        RowRules java = new RowRules(RULES, source);
        List<Long> times = new ArrayList<>();
        try (DuckDbEventSource events = DuckDbEventSource.open(source, folder)) {
            events.read((RawEvent row) -> {
                if (java.judge(row) instanceof Verdict.Accepted accepted) {
                    times.add(accepted.time());
                }
            });
        }
        assertThat(times).containsExactly(1L, 3L, 4L, 5L);
        List<Long> stored = new ArrayList<>();
        for (int user = 0; user < dataset.userCount(); user++) {
            for (int at = 0; at < dataset.history(user).size(); at++) {
                stored.add(dataset.history(user).time(at));
            }
        }
        assertThat(stored).containsExactlyInAnyOrderElementsOf(times);
    }

    @Test
    void customersAndTheWholeCatalogueAreKeptAndFollowTheNumbering() throws Exception {
        Path log = write("log.csv", "user,item,time,price\nb,y,2011-01-02,1\na,x,2011-01-01,1\nc,y,2011-01-03,1\n");
        Path people = write("people.csv", "id,age group,town\na,30-39,Leeds\nb,,York\nz,20-29,Bath\n");
        Path items = write("items.csv", "id,name,cost,text,picture\nx,Mug,\"1.234,5\",Holds tea,img/x.jpg\ny,Cup,,,\n");
        FileFormat german = new FileFormat(
                FileFormat.Kind.CSV, java.nio.charset.StandardCharsets.UTF_8, ",", true, List.of(), ',', '.');
        EventLog whole = new EventLog(
                "l",
                List.of(source(List.of(log), Logs.ISO, null)),
                new Catalogue(items, german, "id", "name", null, "", null, "cost", "text", "picture"),
                new EventLog.CustomerTable(people, FileFormat.csv(), "id"));
        Dataset dataset = prepare(whole, RULES);
        assertThat(dataset.users().texts()).containsExactly("a", "b", "c");
        assertThat(dataset.customers().attributes()).containsExactly("age group", "town");
        assertThat(dataset.customers().text(0, "age group")).isEqualTo("30-39");
        assertThat(dataset.customers().text(1, "town")).isEqualTo("York");
        assertThat(dataset.customers().text(2, "town")).isEmpty();
        assertThatThrownBy(() -> dataset.customers().text(0, "shoe size")).hasMessageContaining("age group");
        assertThat(dataset.items().price().get(0)).isEqualTo(1234.5f);
        assertThat(dataset.items().price().get(1)).isNaN();
        assertThat(dataset.items().descriptions().texts()).containsExactly("Holds tea", "");
        assertThat(dataset.items().images().get(0)).isEqualTo("img/x.jpg");
        CleaningRules two = new CleaningRules(
                0,
                Long.MAX_VALUE,
                false,
                null,
                null,
                CleaningRules.Cancellations.DROP,
                CleaningRules.Duplicates.KEEP,
                1,
                CleaningRules.OutlierAction.CAP,
                0,
                0,
                0,
                2);
        Dataset common = FittedRules.fit(dataset, two).apply(dataset);
        assertThat(common.users().texts()).containsExactly("b", "c");
        assertThat(common.customers().text(0, "town")).isEqualTo("York");
        assertThat(common.items().titles().texts()).containsExactly("Cup");
        prepare(whole, two);
        assertThat(report().fitted().rows()).isEqualTo(Map.of(Reason.RARE_ITEM, 1L));
        assertThat(report().fitted().rareItems()).isEqualTo(1);
        assertThat(report().used()).isEqualTo(2);
    }

    @Test
    void tablesThatNameNobodyAreRefused() throws Exception {
        Path log = write("log.csv", "user,item,time,price\nb,y,2011-01-02,1\n");
        Path people = write("people.csv", "id,town\n17,Leeds\n");
        EventLog strangers = new EventLog(
                "l",
                List.of(source(List.of(log), Logs.ISO, null)),
                null,
                new EventLog.CustomerTable(people, FileFormat.csv(), "id"));
        assertThatThrownBy(() -> prepare(strangers, RULES))
                .hasMessageContaining("no user of the log is in")
                .hasMessageContaining("customers.user");
        EventLog unknown = new EventLog(
                "l",
                List.of(source(List.of(log), Logs.ISO, null)),
                new Catalogue(people, FileFormat.csv(), "id", "town", null, "", null, null, null, null),
                null);
        assertThatThrownBy(() -> prepare(unknown, RULES)).hasMessageContaining("catalogue.item");
    }
}
