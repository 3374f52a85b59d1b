package dev.tidecast.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.RowRules;
import dev.tidecast.clean.Verdict;
import dev.tidecast.event.Behaviour;
import dev.tidecast.event.EventLog;
import dev.tidecast.event.FileFormat;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Arrival;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.UserState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events taken in one at a time give the histories that preparing the whole log gives. */
class UserStateTwinTest {
    private static final CleaningRules RULES = Logs.rules(CleaningRules.Cancellations.APPLY);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void events_one_at_a_time_give_the_histories_of_the_whole_log(long seed) throws Exception {
        Path file = folder.resolve("log.csv");
        Files.writeString(file, rows(new Random(seed), 600));
        EventLog log = Logs.log(file, FileFormat.csv(), Logs.ISO);
        Preparation.prepare(log, RULES, folder.resolve("out"), Progress.silent());
        Dataset dataset = DatasetFolder.open(folder.resolve("out/dataset"));
        Map<String, UserState> states = live(log, dataset);
        for (int user = 0; user < dataset.userCount(); user++) {
            UserState state =
                    java.util.Objects.requireNonNull(states.get(dataset.users().get(user)));
            for (long before : new long[] {0, 3_600, 86_400, 4 * 86_400, 9 * 86_400}) {
                long instant = dataset.asOf() - before;
                assertThat(told(state.readout(instant)))
                        .as("user %s, %s s before the end", dataset.users().get(user), before)
                        .isEqualTo(told(dataset.history(user).asOf(instant)));
            }
            assertThat(told(UserState.of(dataset, user).readout(dataset.asOf())))
                    .isEqualTo(told(dataset.history(user)));
        }
    }

    private Map<String, UserState> live(EventLog log, Dataset dataset) {
        RowRules rules = new RowRules(RULES, log.sources().getFirst());
        Map<String, UserState> states = new HashMap<>();
        try (DuckDbEventSource source = DuckDbEventSource.open(log.sources().getFirst(), folder.resolve("spill"))) {
            source.read(row -> {
                switch (rules.judge(row)) {
                    case Verdict.Accepted it -> {
                        Arrival arrival = new Arrival(
                                dataset.items().names().indexOf(String.valueOf(it.item())),
                                it.behaviour(),
                                it.time(),
                                (float) it.quantity(),
                                (float) it.price(),
                                -1,
                                -1,
                                false);
                        take(states, dataset, it.user(), arrival);
                    }
                    case Verdict.Cancels it -> {
                        Arrival arrival = new Arrival(
                                dataset.items().names().indexOf(String.valueOf(it.item())),
                                Behaviour.PURCHASE,
                                it.time(),
                                (float) it.units(),
                                Float.NaN,
                                -1,
                                -1,
                                true);
                        take(states, dataset, it.user(), arrival);
                    }
                    case Verdict.Refused ignored -> {}
                }
            });
        }
        return states;
    }

    private static void take(Map<String, UserState> states, Dataset dataset, String user, Arrival arrival) {
        UserState state = states.getOrDefault(
                user, UserState.empty(Math.max(0, dataset.users().indexOf(user))));
        states.put(user, state.apply(arrival, RULES));
    }

    private static List<String> told(History history) {
        List<String> lines = new ArrayList<>();
        for (int p = 0; p < history.size(); p++) {
            lines.add(history.item(p) + " " + history.behaviour(p) + " " + history.time(p) + " " + history.quantity(p)
                    + " " + history.price(p) + " x" + history.repeats(p));
        }
        return lines;
    }

    /** In time order: a tenth are cancellations, some rows repeat the one before, few users and items. */
    private static String rows(Random random, int count) {
        StringBuilder text = new StringBuilder("user,item,time,quantity,price,order\n");
        long time = java.time.Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
        String last = "";
        for (int row = 0; row < count; row++) {
            if (row > 0 && random.nextInt(8) == 0) {
                text.append(last);
                continue;
            }
            time += random.nextInt(2) * (long) random.nextInt(4_000);
            boolean cancels = random.nextInt(10) == 0;
            last = "u" + random.nextInt(6) + ",i" + random.nextInt(5) + ","
                    + java.time.Instant.ofEpochSecond(time) + "," + (cancels ? -1 : 1) * (1 + random.nextInt(4)) + ","
                    + (1 + random.nextInt(9)) + "," + (cancels ? "C" : "") + row + "\n";
            text.append(last);
        }
        return text.toString();
    }
}
