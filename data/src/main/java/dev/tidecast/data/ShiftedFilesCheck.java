package dev.tidecast.data;

import dev.tidecast.doctor.Check;
import dev.tidecast.doctor.Evidence;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.HourProfile;
import dev.tidecast.doctor.LocalClock;
import dev.tidecast.doctor.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Files whose day lies hours off that of all others together: two sources in two zones under one setting. */
final class ShiftedFilesCheck implements Check<RawLog> {
    private static final int LEAST_USER_HOURS = 500;
    private static final int LEAST_SHIFT = 2;

    @Override
    public List<Finding> look(RawLog log) {
        int files = log.parts().size();
        if (files < 2) {
            return List.of();
        }
        double[][] hours = hours(log, files);
        List<Evidence> evidence = new ArrayList<>();
        int most = 0;
        for (int file = 0; file < files; file++) {
            HourProfile mine = profile(hours, file, true);
            HourProfile others = profile(hours, file, false);
            if (mine.total() < LEAST_USER_HOURS || others.total() < LEAST_USER_HOURS) {
                continue;
            }
            HourProfile.Shift shift = mine.shiftTo(others);
            if (shift.isClear(LEAST_SHIFT)) {
                most = Math.abs(shift.hours()) > Math.abs(most) ? shift.hours() : most;
                evidence.add(Evidence.of(String.format(
                        Locale.ROOT,
                        "%s: its hours are like the others' if moved by %+d (correlation %.2f, unmoved %.2f)",
                        log.file(file),
                        shift.hours(),
                        shift.shifted(),
                        shift.unshifted())));
            }
        }
        return evidence.isEmpty() ? List.of() : List.of(finding(evidence, most));
    }

    private static Finding finding(List<Evidence> evidence, int most) {
        return Finding.of(
                        "shifted-files",
                        Severity.SERIOUS,
                        String.format(
                                Locale.ROOT,
                                "The hours of %d %s lie up to %d hours off those of the others: the sources write different time"
                                        + " zones.",
                                evidence.size(),
                                evidence.size() == 1 ? "file" : "files",
                                Math.abs(most)),
                        "Export times with their offset, and map them with format: iso. With local times, each source needs"
                                + " its own zone; what a user did in both is else in the wrong order, and a cut lets one source see"
                                + " hours more than the other.")
                .with("files", evidence.size())
                .with("shiftHours", most)
                .showing(evidence);
    }

    private static double[][] hours(RawLog log, int files) {
        double[][] hours = new double[files][24];
        LocalClock clock = new LocalClock(log.zone());
        for (var row :
                log.rows("SELECT k, t // 3600, count(DISTINCT u) FROM every WHERE reason IS NULL AND t IS NOT NULL"
                        + " AND t % 86400 <> 0 GROUP BY 1, 2 ORDER BY 1, 2")) {
            hours[RawLog.whole(row.get(0))][clock.hour(RawLog.whole(row.get(1)) * 3_600L)] += RawLog.real(row.get(2));
        }
        return hours;
    }

    private static HourProfile profile(double[][] hours, int file, boolean itself) {
        HourProfile profile = new HourProfile();
        for (int each = 0; each < hours.length; each++) {
            for (int hour = 0; each == file == itself && hour < 24; hour++) {
                profile.add(hour, hours[each][hour]);
            }
        }
        return profile;
    }
}
