package dev.tidecast.app.report;

import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells users' histories beside their forecasts and what followed. */
final class CustomerStories {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final int DAYS_SHOWN = 6;
    private static final int ITEMS_A_DAY = 4;
    private static final int FOLLOWED_SHOWN = 15;

    private final Dataset whole;
    private final Dataset visible;
    private final Target target;

    /**
     * Stories at one cut.
     *
     * @param whole the log to its end, with what followed the cut
     * @param cut epoch seconds
     */
    CustomerStories(Dataset whole, long cut, Target target) {
        this.whole = whole;
        this.visible = whole.asOf(cut);
        this.target = target;
    }

    /** A story for each forecast whose user the log knows, in the order given. */
    List<CustomerStory> of(List<RunDetails.UserForecast> forecasts) {
        return forecasts.stream()
                .filter(each -> number(each.user()) >= 0)
                .map(this::tell)
                .toList();
    }

    private int number(String user) {
        int number = whole.users().indexOf(user);
        return number < visible.userCount() ? number : -1;
    }

    private CustomerStory tell(RunDetails.UserForecast forecast) {
        int user = number(forecast.user());
        History history = visible.history(user);
        Set<Integer> known = new LinkedHashSet<>();
        Map<LocalDate, Set<Integer>> days = new LinkedHashMap<>();
        for (int position = history.size() - 1; position >= 0; position--) {
            int item = history.item(position);
            if (item >= 0) {
                known.add(item);
                days.computeIfAbsent(day(history.time(position)), day -> new LinkedHashSet<>())
                        .add(item);
            }
        }
        Set<Integer> came = followed(user);
        List<CustomerStory.Forecasted> shown = new ArrayList<>();
        Set<Integer> hits = new LinkedHashSet<>();
        for (RunDetails.UserForecast.Item each : forecast.items()) {
            int item = whole.items().names().indexOf(each.item());
            boolean hit = came.contains(item);
            if (hit) {
                hits.add(item);
            }
            shown.add(new CustomerStory.Forecasted(
                    item < 0 ? each.item() : whole.items().label(item), each.probability(), known.contains(item), hit));
        }
        return new CustomerStory(
                forecast.user(),
                before(history, days.size(), known.size()),
                past(days),
                shown,
                came(came, hits, known),
                Math.max(0, came.size() - FOLLOWED_SHOWN));
    }

    private String before(History history, int days, int items) {
        if (history.isEmpty()) {
            return "No interaction before the cut.";
        }
        return "%s on %s, %s; the last on %s."
                .formatted(
                        plural(history.size(), "interaction"),
                        plural(days, "day"),
                        plural(items, "distinct item"),
                        day(history.time(history.size() - 1)).format(DAY));
    }

    private static String plural(int count, String noun) {
        return Figures.count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    private List<CustomerStory.Day> past(Map<LocalDate, Set<Integer>> days) {
        return days.entrySet().stream()
                .limit(DAYS_SHOWN)
                .map(entry -> new CustomerStory.Day(
                        entry.getKey().format(DAY),
                        entry.getValue().stream()
                                .limit(ITEMS_A_DAY)
                                .map(whole.items()::label)
                                .toList(),
                        Math.max(0, entry.getValue().size() - ITEMS_A_DAY)))
                .toList();
    }

    /** Distinct items of the window with the behaviour asked for, hits counted among all of them. */
    private Set<Integer> followed(int user) {
        long cut = visible.asOf();
        History later = whole.asOf(Math.max(cut, Math.min(whole.asOf(), cut + target.seconds())))
                .history(user);
        Set<Integer> items = new LinkedHashSet<>();
        for (int position = 0; position < later.size(); position++) {
            if (later.time(position) > cut
                    && later.behaviour(position) == target.behaviour()
                    && later.item(position) >= 0) {
                items.add(later.item(position));
            }
        }
        return items;
    }

    private List<CustomerStory.Followed> came(Set<Integer> came, Set<Integer> hits, Set<Integer> known) {
        List<Integer> ordered = new ArrayList<>(hits);
        came.stream().filter(item -> !hits.contains(item)).forEach(ordered::add);
        return ordered.stream()
                .limit(FOLLOWED_SHOWN)
                .map(item -> new CustomerStory.Followed(
                        whole.items().label(item), hits.contains(item), known.contains(item)))
                .toList();
    }

    private LocalDate day(long instant) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(instant), whole.zone());
    }
}
