package dev.tidecast.app.web;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells a history by days and weeks. */
final class Timeline {
    private static final int DAYS = 12;
    /** Of a day so many are shown at once, the others when they are asked for. */
    private static final int EVENTS = 5;

    private static final int WEEKS = 53;
    private static final long WEEK = 7 * 86_400L;

    private final Dataset visible;
    private final Say say;

    Timeline(Dataset visible, Say say) {
        this.visible = visible;
        this.say = say;
    }

    UserView of(String user, History history) {
        Map<LocalDate, List<UserView.Event>> days = new LinkedHashMap<>();
        Set<Integer> items = new HashSet<>();
        long[] weeks = new long[WEEKS];
        for (int p = history.size() - 1; p >= 0; p--) {
            ZonedDateTime time = Instant.ofEpochSecond(history.time(p)).atZone(visible.zone());
            items.add(history.item(p));
            days.computeIfAbsent(time.toLocalDate(), day -> new ArrayList<>()).addFirst(event(history, p));
            long back = (history.asOf() - history.time(p)) / WEEK;
            if (back < WEEKS) {
                weeks[(int) (WEEKS - 1 - back)]++;
            }
        }
        items.remove(-1);
        List<UserView.Day> shown = days.entrySet().stream()
                .limit(DAYS)
                .map(each -> day(each.getKey(), each.getValue()))
                .toList();
        return new UserView(
                user,
                !history.isEmpty(),
                history.size(),
                days.size(),
                items.size(),
                history.isEmpty() ? "" : day(history, 0),
                history.isEmpty() ? "" : day(history, history.size() - 1),
                shown,
                days.size() - shown.size(),
                Curve.of(weeks, 640, 90, week -> say.t("user.week", WEEKS - 1 - week, weeks[week])),
                WEEKS);
    }

    private UserView.Day day(LocalDate day, List<UserView.Event> events) {
        int shown = events.size() <= EVENTS + 2 ? events.size() : EVENTS;
        return new UserView.Day(say.day(day), events.subList(0, shown), events.subList(shown, events.size()));
    }

    String day(History history, int position) {
        return say.day(LocalDate.ofInstant(Instant.ofEpochSecond(history.time(position)), visible.zone()));
    }

    /** One interaction. */
    UserView.Event event(History history, int p) {
        ZonedDateTime time = Instant.ofEpochSecond(history.time(p)).atZone(visible.zone());
        int item = history.item(p);
        boolean query = item < 0 && history.query(p) >= 0;
        float quantity = history.quantity(p);
        return new UserView.Event(
                "%02d:%02d".formatted(time.getHour(), time.getMinute()),
                history.behaviour(p).word(),
                item < 0 ? "" : visible.items().names().get(item),
                item >= 0
                        ? visible.items().label(item)
                        : query ? "“" + visible.queries().get(history.query(p)) + "”" : say.t("item.unknown"),
                Float.isNaN(quantity) || quantity == 1 ? "" : "× " + say.number(quantity));
    }
}
