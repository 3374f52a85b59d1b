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
        while (!service.stopping() && !ask("-")) {
            // The first question to each worker makes its forecaster, which may take longer than an answer may.
            Thread.onSpinWait();
        }
        long end = System.currentTimeMillis() + MILLIS;
        int users = Math.min(1_000, dataset.users().size());
        for (int user = 0; user < users && System.currentTimeMillis() < end; user++) {
            ask(dataset.users().get(user));
        }
    }

    private boolean ask(String user) {
        try {
            forecasting.forecast(new ForecastAsk(user, service.standard(), 20, Wish.anything(), 0, null));
            return true;
        } catch (OverloadedException late) {
            return false;
        } catch (UnanswerableException untold) {
            throw new IllegalStateException(
                    "the model in charge can't answer the recipe's own question: " + untold.getMessage(), untold);
        }
    }
}
