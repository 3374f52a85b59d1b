package dev.tidecast.data;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.doctor.Check;
import dev.tidecast.doctor.Finding;
import dev.tidecast.event.EventLog;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What only the raw rows of a log tell: the door of this room for the doctor. */
public final class Examination {
    private static final List<Check<RawLog>> CHECKS = List.of(
            new RejectedRowsCheck(),
            new CancellationCheck(),
            new DuplicateRowsCheck(),
            new OverlapCheck(),
            new ShiftedFilesCheck(),
            new ItemCodesCheck(),
            new ItemReuseCheck(),
            new LeakCheck());

    private Examination() {}

    /**
     * Reads the log again, as {@code rules} judge it, and looks.
     *
     * @param target what will be asked: a column must not tell it
     * @param temporary where what does not fit into memory goes
     * @throws dev.tidecast.event.BadInputException if a file can't be read
     */
    public static List<Finding> look(
            EventLog log, CleaningRules rules, Target target, Path temporary, Progress progress) {
        try (RawLog raw = RawLog.open(log, rules, target, temporary, progress)) {
            List<Finding> found = new ArrayList<>();
            progress.begin("looking at raw rows", CHECKS.size(), "checks");
            for (Check<RawLog> check : CHECKS) {
                found.addAll(check.look(raw));
                progress.advance(1);
            }
            progress.end();
            return found;
        }
    }
}
