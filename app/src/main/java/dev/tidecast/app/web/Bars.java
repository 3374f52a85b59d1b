package dev.tidecast.app.web;

import dev.tidecast.app.serve.FacetNames;
import dev.tidecast.app.serve.Forecasting.Told;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.forecast.Outlook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as bars.
 *
 * @param horizons days, ascending
 * @param any probability of the behaviour on anything within each horizon; empty if the model ranks only
 * @param active probability of any behaviour within the longest; null if it is not told
 * @param spend expected within the longest; null if it is not told
 */
public record Bars(
        List<Integer> horizons,
        List<String> any,
        @Nullable String active,
        @Nullable String spend,
        String asOf,
        List<Bar> bars) {
    public Bars {
        horizons = List.copyOf(horizons);
        any = List.copyOf(any);
        bars = List.copyOf(bars);
    }

    /**
     * One interest.
     *
     * @param name of the value, as the API takes it
     * @param width of the bar in percent of the longest
     * @param chances within each horizon
     * @param widths of the bar for each horizon
     * @param interval of the count of active days, empty if the model ranks only
     * @param before width of the bar without the event of a what-if; -1 where nothing is compared
     * @param change of the probability in percentage points; empty where nothing is compared
     */
    public record Bar(
            String name,
            String label,
            boolean known,
            String chance,
            String width,
            List<String> chances,
            List<String> widths,
            String interval,
            String expected,
            String direction,
            String before,
            String change) {
        public Bar {
            chances = List.copyOf(chances);
            widths = List.copyOf(widths);
        }
    }

    /** Bars of a forecast. */
    static Bars of(Say say, Told told) {
        return of(say, told, Map.of());
    }

    /** Bars of a forecast beside what each probability was {@code before}, by value; empty compares nothing. */
    static Bars of(Say say, Told told, Map<Integer, Double> before) {
        double longest =
                before.values().stream().mapToDouble(each -> each).max().orElse(0);
        for (Interest each : told.forecast().interests()) {
            longest = Math.max(longest, each.chance());
        }
        List<Bar> bars = new ArrayList<>();
        for (Interest each : told.forecast().interests()) {
            bars.add(bar(say, told, each, longest, before));
        }
        Double active = told.forecast().activeProbability();
        Double spend = told.forecast().spend();
        return new Bars(
                told.forecast().question().horizons(),
                told.forecast().outlooks().stream()
                        .map(each -> say.percent(each.probability()))
                        .toList(),
                active == null ? null : say.percent(active),
                spend == null ? null : say.number(spend),
                say.time(java.time.Instant.ofEpochSecond(told.forecast().asOf())),
                bars);
    }

    private static Bar bar(Say say, Told told, Interest each, double longest, Map<Integer, Double> before) {
        List<Outlook> outlooks = each.outlooks();
        Outlook last = outlooks.isEmpty() ? null : outlooks.getLast();
        Double was = before.isEmpty() ? null : before.getOrDefault(each.value(), 0.0);
        return new Bar(
                FacetNames.of(told.on().visible(), told.index(), each.value()),
                told.index().label(each.value()),
                each.known(),
                say.percent(each.chance()),
                width(each.chance(), longest),
                outlooks.stream().map(one -> say.percent(one.probability())).toList(),
                outlooks.stream().map(one -> width(one.probability(), longest)).toList(),
                last == null ? "" : last.low() == last.high() ? "" + last.low() : last.low() + "–" + last.high(),
                last == null ? "" : say.number(last.expected()),
                each.direction() == null ? "" : each.direction().word(),
                was == null ? "" : width(was, longest),
                was == null ? "" : say.points(each.chance() - was));
    }

    private static String width(double amount, double longest) {
        return String.format(Locale.ROOT, "%.1f", longest > 0 ? 100 * amount / longest : 0);
    }
}
