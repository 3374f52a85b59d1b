package dev.tidecast.app.serve;

import dev.tidecast.forecast.Question;
import dev.tidecast.sequence.Dataset;

/** Asks the usual questions until the answers are quick, before the service calls itself ready. */
public final class WarmUp {
    private static final long MILLIS = 3_000;

    private final Service service;
    private final Forecasting forecasting;
    private final Question question;

    public WarmUp(Service service, Question question) {
        this.service = service;
        this.forecasting = new Forecasting(service);
        this.question = question;
    }

    /** Warms all workers. */
    public void run() {
        Dataset dataset = service.standing().loaded().dataset();
        long end = System.currentTimeMillis() + MILLIS;
        int users = Math.min(1_000, dataset.users().size());
        for (int user = 0; user < users && System.currentTimeMillis() < end; user++) {
            ask(dataset.users().get(user));
        }
        ask("-");
    }

    private void ask(String user) {
        try {
            forecasting.forecast(new ForecastAsk(user, question, 20, Wish.anything(), 0, null));
        } catch (UnanswerableException untold) {
            throw new IllegalStateException(
                    "the model in charge can't answer the recipe's own question: " + untold.getMessage(), untold);
        }
    }
}
