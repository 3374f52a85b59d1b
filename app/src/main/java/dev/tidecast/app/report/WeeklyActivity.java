package dev.tidecast.app.report;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts interactions and active users of each week, in the shop's own time zone. */
final class WeeklyActivity {
    private final ZoneId zone;
    private final LocalDate monday;
    private final long[] interactions;
    private final long[] users;

    private WeeklyActivity(Dataset dataset) {
        this.zone = dataset.zone();
        this.monday = weekOf(dataset.firstTime());
        int weeks = (int) ChronoUnit.WEEKS.between(monday, weekOf(dataset.asOf())) + 1;
        this.interactions = new long[Math.max(1, weeks)];
        this.users = new long[interactions.length];
    }

    /**
     * The activity of a log.
     *
     * @param cut epoch seconds of the last judged cut; null if nothing was judged
     * @return null where the log has no clock or no interactions
     */
    static @Nullable ActivityPart of(Dataset dataset, @Nullable Long cut) {
        if (!dataset.hasClock() || dataset.userCount() == 0) {
            return null;
        }
        WeeklyActivity activity = new WeeklyActivity(dataset);
        for (int user = 0; user < dataset.userCount(); user++) {
            activity.add(dataset.history(user));
        }
        return new ActivityPart(activity.weeks(dataset), cut == null ? LocalDate.MAX : activity.day(cut));
    }

    private void add(History history) {
        int last = -1;
        for (int position = 0; position < history.size(); position++) {
            int week = (int) ChronoUnit.WEEKS.between(monday, weekOf(history.time(position)));
            interactions[week]++;
            users[week] += week == last ? 0 : 1;
            last = week;
        }
    }

    private List<ActivityPart.Week> weeks(Dataset dataset) {
        LocalDate first = day(dataset.firstTime());
        LocalDate last = day(dataset.asOf());
        List<ActivityPart.Week> weeks = new ArrayList<>();
        for (int week = 0; week < interactions.length; week++) {
            LocalDate start = monday.plusWeeks(week);
            boolean whole = !start.isBefore(first) && !start.plusDays(6).isAfter(last);
            weeks.add(new ActivityPart.Week(start, interactions[week], users[week], whole));
        }
        return weeks;
    }

    private LocalDate day(long instant) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(instant), zone);
    }

    private LocalDate weekOf(long instant) {
        return day(instant).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
