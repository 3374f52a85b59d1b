package dev.tidecast.app.command;

import dev.tidecast.app.console.Bar;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.Console.Stress;
import dev.tidecast.app.console.Table;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.forecast.Outlook;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.History;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One user's latest history and forecast on a terminal. */
final class UserPage {
    private static final int RECENT = 8;
    private static final int TITLE = 38;
    private static final int BAR = 24;

    private final Dataset dataset;
    private final FacetIndex index;
    private final Console console;

    UserPage(Dataset dataset, FacetIndex index, Console console) {
        this.dataset = dataset;
        this.index = index;
        this.console = console;
    }

    void show(Forecast forecast) {
        History history = dataset.history(forecast.user());
        console.heading("User " + dataset.users().get(forecast.user()) + ": " + Table.count(history.size())
                + " interactions, the latest of them");
        recent(history).print(console);
        console.heading("What this user will " + forecast.question().behaviour().verb() + " from "
                + day(forecast.asOf()) + " for " + forecast.question().days() + " days");
        any(forecast);
        if (forecast.interests().isEmpty()) {
            return;
        }
        interests(forecast, history).print(console);
        console.line(
                console.stressed(
                        Stress.FAINT,
                        "chance: of at least one in the window; days: active days with it, an interval of 80 %; share: of all that is expected, 100 % is spread over the whole shop"));
    }

    private void any(Forecast forecast) {
        for (Outlook outlook : forecast.outlooks()) {
            console.line(String.format(
                    Locale.ROOT,
                    "Any %s within %2d days: %3.0f %%  %s  on %.1f days, in 8 of 10 cases %d to %d",
                    forecast.question().behaviour().word(),
                    outlook.days(),
                    100 * outlook.probability(),
                    Bar.of(outlook.probability(), BAR),
                    outlook.expected(),
                    outlook.low(),
                    outlook.high()));
        }
        Double active = forecast.activeProbability();
        if (active != null) {
            console.line(String.format(Locale.ROOT, "Nothing at all (churn): %.0f %%", 100 * (1 - active)));
        }
        Double spend = forecast.spend();
        if (spend != null) {
            console.line(String.format(Locale.ROOT, "Expected spend: %.2f", spend));
        }
    }

    private Table recent(History history) {
        Table table = new Table().left("day").left("what").left("item").right("quantity");
        for (int at = Math.max(0, history.size() - RECENT); at < history.size(); at++) {
            int item = history.item(at);
            float quantity = history.quantity(at);
            table.row(
                    day(history.time(at)).toString(),
                    history.behaviour(at).word(),
                    item < 0 ? "" : Table.cut(dataset.items().label(item), TITLE),
                    Float.isNaN(quantity) ? "" : String.format(Locale.ROOT, "%.0f", quantity));
        }
        return table;
    }

    private Table interests(Forecast forecast, History history) {
        Map<Integer, Long> last = new LinkedHashMap<>();
        Map<Integer, Integer> times = new LinkedHashMap<>();
        for (int at = 0; at < history.size(); at++) {
            int value = history.item(at) < 0 ? -1 : index.of(history.item(at));
            last.put(value, history.time(at));
            times.merge(value, 1, Integer::sum);
        }
        boolean coded = index.facet() == Facet.ITEM
                && forecast.interests().stream().anyMatch(interest -> hasTitle(interest.value()));
        double most =
                forecast.interests().stream().mapToDouble(Interest::share).max().orElse(1);
        Table table = new Table()
                .right("")
                .left(coded ? "code" : "")
                .left(index.facet().word())
                .right("chance")
                .right("days")
                .left("direction")
                .right("share")
                .left("")
                .left("before");
        int rank = 0;
        for (Interest interest : forecast.interests()) {
            Long seen = last.get(interest.value());
            Outlook outlook =
                    interest.outlooks().isEmpty() ? null : interest.outlooks().getLast();
            table.row(
                    Integer.toString(++rank),
                    coded ? dataset.items().names().get(interest.value()) : "",
                    Table.cut(index.label(interest.value()), TITLE),
                    outlook == null ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * outlook.probability()),
                    outlook == null ? "" : outlook.low() + "-" + outlook.high(),
                    interest.direction() == null ? "" : interest.direction().word(),
                    String.format(Locale.ROOT, "%.2f %%", 100 * interest.share()),
                    Bar.of(most > 0 ? interest.share() / most : 0, BAR),
                    seen == null ? "new" : times.getOrDefault(interest.value(), 0) + " x, last " + day(seen));
        }
        return table;
    }

    private boolean hasTitle(int item) {
        return !dataset.items().label(item).equals(dataset.items().names().get(item));
    }

    private LocalDate day(long instant) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(instant), dataset.zone());
    }
}
