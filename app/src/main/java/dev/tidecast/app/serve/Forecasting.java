package dev.tidecast.app.serve;

import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.forecast.Forecaster;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.FacetIndex;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.UserState;
import java.util.List;
import java.util.function.IntPredicate;

/** Forecasts of users as they are known now or were known at an instant. Shared; each answer is made at one desk. */
public final class Forecasting {
    private static final int MOST_RANKED_AGAIN = 5;

    private final Service service;

    public Forecasting(Service service) {
        this.service = service;
    }

    /**
     * A forecast and what its numbers mean.
     *
     * @param on the standing that it was made on
     * @param known whether anything was known of the user
     */
    public record Told(Standing on, Forecast forecast, FacetIndex index, boolean known) {}

    /** The forecast that was asked for. */
    public Told forecast(ForecastAsk ask) {
        Standing on = service.standing();
        return service.ask(desk -> forecast(desk, on, ask, on.users().state(ask.user())));
    }

    /** The same for a state that may be another than the stored one. */
    public Told forecast(Desk desk, Standing on, ForecastAsk ask, UserState state) {
        Forecaster forecaster = forecaster(desk, on, ask);
        History history = state.readout(instant(ask));
        boolean items = ask.question().facet() == Facet.ITEM;
        IntPredicate wanted =
                items ? new WantedItems(on.visible().items(), service.items()).of(ask.wish(), history) : value -> true;
        int count = ask.diversity() > 0 && items ? ask.count() * MOST_RANKED_AGAIN : ask.count();
        Forecast forecast = forecaster.of(history, count, wanted);
        if (count != ask.count()) {
            List<Interest> varied =
                    new Variety(on.visible().items(), ask.diversity()).choose(forecast.interests(), ask.count());
            forecast = forecast.with(varied);
        }
        return new Told(on, forecast, forecaster.index(), !history.isEmpty());
    }

    /** The forecaster of a question: for a past instant one whose popularity is of then. */
    Forecaster forecaster(Desk desk, Standing on, ForecastAsk ask) {
        Long asOf = ask.asOf();
        return asOf != null && asOf < on.visible().asOf()
                ? desk.forecaster(on, ask.question(), asOf)
                : desk.forecaster(on, ask.question());
    }

    /** Of which instant the history is read. */
    long instant(ForecastAsk ask) {
        Long asOf = ask.asOf();
        return asOf == null
                ? Math.max(
                        service.clock().seconds(),
                        service.standing().loaded().dataset().asOf())
                : asOf;
    }
}
