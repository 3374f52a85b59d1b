package dev.tidecast.app.serve;

import dev.tidecast.app.live.OverloadedException;
import dev.tidecast.sequence.Dataset;

/** Asks the usual questions until the answers are quick, before the service calls itself ready. */
public final class WarmUp {
    private static final long MILLIS = 3_000;

    private final Service service;
    private final Forecasting forecasting;

    public WarmUp(Service service) {
        this.service = service;
        this.forecasting = new Forecasting(service);
    }

    /** Warms all workers. */
    public void run() {
        Dataset dataset = service.standing().loaded().dataset();
        service.workers().everywhere(desk -> desk.forecaster(service.standing(), service.standard()));
        long end = System.currentTimeMillis() + MILLIS;
        int users = Math.min(1_000, dataset.users().size());
        for (int user = 0; user < users && System.currentTimeMillis() < end; user++) {
            ask(dataset.users().get(user));
        }
    }

    private void ask(String user) {
        try {
            forecasting.forecast(new ForecastAsk(user, service.standard(), 20, Wish.anything(), 0, null));
        } catch (OverloadedException late) {
            // A machine that is so busy is warm.
        }
    }
}
