package dev.tidecast.app.command;

import dev.tidecast.app.console.Bar;
import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.Console.Stress;
import dev.tidecast.app.console.Table;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
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
    private final Console console;

    UserPage(Dataset dataset, Console console) {
        this.dataset = dataset;
        this.console = console;
    }

    void show(Forecast forecast, Target target) {
        History history = dataset.history(forecast.user());
        console.heading("User " + dataset.users().get(forecast.user()) + ": " + Table.count(history.size())
                + " interactions, the latest of them");
        recent(history).print(console);
        console.heading("What this user will " + target.behaviour().verb() + " from " + day(forecast.asOf()) + " for "
                + forecast.horizonDays() + " days");
        Double any = forecast.anyProbability();
        if (any != null) {
            console.line(String.format(
                    Locale.ROOT, "Any %s at all: %.0f %%", target.behaviour().word(), 100 * any));
        }
        interests(forecast, history).print(console);
        console.line(
                console.stressed(
                        Stress.FAINT,
                        "chance: of at least one in the window; share: of all that is expected, 100 % is spread over all items of the shop"));
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
            last.put(history.item(at), history.time(at));
            times.merge(history.item(at), 1, Integer::sum);
        }
        double most =
                forecast.interests().stream().mapToDouble(Interest::share).max().orElse(1);
        Table table = new Table()
                .right("")
                .left("code")
                .left("item")
                .right("chance")
                .right("share")
                .left("")
                .left("before");
        int rank = 0;
        for (Interest interest : forecast.interests()) {
            Long seen = last.get(interest.item());
            table.row(
                    Integer.toString(++rank),
                    dataset.items().names().get(interest.item()),
                    Table.cut(dataset.items().label(interest.item()), TITLE),
                    interest.probability() == null
                            ? ""
                            : String.format(Locale.ROOT, "%.0f %%", 100 * interest.probability()),
                    String.format(Locale.ROOT, "%.2f %%", 100 * interest.share()),
                    Bar.of(most > 0 ? interest.share() / most : 0, BAR),
                    seen == null ? "new" : times.getOrDefault(interest.item(), 0) + " x, last " + day(seen));
        }
        return table;
    }

    private LocalDate day(long instant) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(instant), dataset.zone());
    }
}
