package dev.tidecast.app.serve;

import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.forecast.Forecaster;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.UserState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which events a forecast rests on: it is made again, exactly, without each of the last ones. */
public final class Why {
    /** How many events are taken away, one at a time. */
    public static final int EVENTS = 50;

    private final Service service;
    private final Forecasting forecasting;

    public Why(Service service, Forecasting forecasting) {
        this.service = service;
        this.forecasting = forecasting;
    }

    /**
     * What one event does.
     *
     * @param position in the history
     * @param without the probability had it not been; the share of a model that tells no probability
     * @param change the probability less that
     */
    public record Ground(int position, double without, double change) {}

    /**
     * A forecast's grounds, the weightiest first.
     *
     * @param value of the facet; -1 if there is none to explain
     * @param probability of it, or its share where the model tells no probability
     */
    public record Grounds(
            Standing on, FacetIndex index, History history, int value, double probability, List<Ground> grounds) {}

    /** The grounds of the forecast of one value by its name, of the likeliest for null. */
    public Grounds grounds(ForecastAsk ask, @Nullable String name) {
        Standing on = service.standing();
        return service.ask(desk -> {
            Forecaster forecaster = forecasting.forecaster(desk, on, ask);
            UserState state = on.users().state(ask.user());
            long instant = forecasting.instant(ask);
            History history = state.readout(instant);
            int value = name == null
                    ? forecaster.of(history, 1, each -> true).interests().stream()
                            .mapToInt(Interest::value)
                            .findFirst()
                            .orElse(-1)
                    : FacetNames.find(on.visible(), forecaster.index(), name);
            double now = value < 0 ? 0 : forecaster.chance(history, value);
            List<Ground> grounds = new ArrayList<>();
            for (int p = Math.max(0, history.size() - EVENTS); value >= 0 && p < history.size(); p++) {
                History less = state.without((int) history.row(p)).readout(instant);
                double without = forecaster.chance(less, value);
                grounds.add(new Ground(p, without, now - without));
            }
            grounds.sort(Comparator.comparingDouble(ground -> -Math.abs(ground.change())));
            return new Grounds(on, forecaster.index(), history, value, now, grounds);
        });
    }
}
