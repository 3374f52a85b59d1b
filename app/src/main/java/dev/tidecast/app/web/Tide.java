package dev.tidecast.app.web;

import dev.tidecast.event.Behaviour;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Outlook;
import dev.tidecast.sequence.History;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The days with a behaviour in each of the last windows, and in the one that comes.
 *
 * @param days of a window
 * @param past the latest last
 * @param next null if the model tells no counts
 */
public record Tide(int days, List<Pillar> past, @Nullable Coming next) {
    private static final int WINDOWS = 12;
    private static final long DAY = 86_400;

    public Tide {
        past = List.copyOf(past);
    }

    /** A window: when it was, its count, and that in percent of the picture's height. */
    public record Pillar(String when, String count, String height) {}

    /** The window that comes: what is expected in it, and from where to where its interval reaches. */
    public record Coming(String expected, String interval, String height, String from, String span) {}

    static Tide of(Say say, ZoneId zone, History history, Forecast forecast) {
        int days = forecast.question().days();
        int[] counts = counts(history, forecast.question().behaviour(), days);
        Outlook outlook =
                forecast.outlooks().isEmpty() ? null : forecast.outlooks().getLast();
        double top = outlook == null ? 1 : Math.max(1, Math.max(outlook.high(), outlook.expected()));
        for (int count : counts) {
            top = Math.max(top, count);
        }
        List<Pillar> past = new ArrayList<>();
        for (int back = WINDOWS; back > 0; back--) {
            LocalDate first =
                    LocalDate.ofInstant(Instant.ofEpochSecond(history.asOf() - back * days * DAY + DAY), zone);
            LocalDate last = LocalDate.ofInstant(Instant.ofEpochSecond(history.asOf() - (back - 1) * days * DAY), zone);
            int count = counts[back - 1];
            String when = days == 1 ? say.day(last) : say.day(first) + " – " + say.day(last);
            past.add(new Pillar(when, say.count(count), Links.width(100 * count / top)));
        }
        return new Tide(days, past, outlook == null ? null : coming(say, outlook, top));
    }

    private static Coming coming(Say say, Outlook outlook, double top) {
        return new Coming(
                say.number(outlook.expected()),
                outlook.low() == outlook.high() ? "" + outlook.low() : outlook.low() + "–" + outlook.high(),
                Links.width(100 * outlook.expected() / top),
                Links.width(100 * outlook.low() / top),
                Links.width(100 * (outlook.high() - outlook.low()) / top));
    }

    /** Distinct days in each window, the latest first. */
    private static int[] counts(History history, Behaviour behaviour, int days) {
        int[] counts = new int[WINDOWS];
        Set<Long> met = new HashSet<>();
        for (int p = history.size() - 1; p >= 0; p--) {
            long window = (history.asOf() - history.time(p)) / (days * DAY);
            if (window >= WINDOWS) {
                break;
            }
            if (history.behaviour(p) == behaviour && met.add(Math.floorDiv(history.time(p), DAY))) {
                counts[(int) window]++;
            }
        }
        return counts;
    }
}
