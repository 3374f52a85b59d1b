package dev.tidecast.app.api;

import dev.tidecast.app.live.EventReader;
import dev.tidecast.app.live.OverloadedException;
import dev.tidecast.app.live.ShopClock;
import dev.tidecast.app.serve.ForecastAsk;
import dev.tidecast.app.serve.Forecasting;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.ServiceSettings;
import dev.tidecast.app.serve.Wish;
import dev.tidecast.progress.Progress;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends the usual requests over the wire until the JVM has compiled what they need, before the service calls itself
 * ready. They go to a twin with the same model and log, on a port and a store of its own that are gone afterwards:
 * nothing of them shows in the service's state or counts.
 */
public final class WarmUp {
    private static final Logger LOG = Logger.getLogger("tidecast");
    private static final int ASKED = 200;

    private final Service service;
    private final Function<ShopClock, EventReader> reader;
    private final long mostMillis;

    /** A warm-up of {@code mostMillis} at most; of 0 it makes ready what the first answers need, and no more. */
    public WarmUp(Service service, Function<ShopClock, EventReader> reader, long mostMillis) {
        this.service = service;
        this.reader = reader;
        this.mostMillis = mostMillis;
    }

    /** Warms all; a service that can't be warmed is only slower at first. */
    public void run() {
        service.workers().everywhere(desk -> desk.forecaster(service.standing(), service.standard()));
        if (mostMillis > 0) {
            warmAll();
        }
        askTheServiceItself();
    }

    private void warmAll() {
        Path scratch = service.settings().out().resolve("live").resolve("warm-up");
        try {
            Artefact.deleteTree(scratch);
            warm(scratch);
            Artefact.deleteTree(scratch);
        } catch (IOException | RuntimeException failed) {
            LOG.log(Level.WARNING, "no warm-up, the first answers will be slow: {0}", failed.toString());
        }
    }

    private void warm(Path scratch) throws IOException {
        ServiceSettings real = service.settings();
        ServiceSettings settings = new ServiceSettings(
                scratch, real.clock(), real.threads(), real.waiting(), real.statesInMemory(), real.answerMillis());
        try (Service twin = Service.start(
                        settings,
                        new LoadedAlready(service.standing().loaded()),
                        service.standard(),
                        reader,
                        Progress.silent());
                ApiServer server = ApiServer.start(
                        ApiSettings.of("127.0.0.1", 0, scratch),
                        twin,
                        new Gate(scratch.resolve("keys.json")),
                        new Meters(twin),
                        List.of())) {
            new WarmUpLoad(twin, server.port()).run(mostMillis);
        }
    }

    /** Reads of the log and the model what answers need. */
    private void askTheServiceItself() {
        Forecasting forecasting = new Forecasting(service);
        Dataset dataset = service.standing().loaded().dataset();
        for (int user = 0; user < Math.min(ASKED, dataset.users().size()); user++) {
            try {
                String name = dataset.users().get(user);
                forecasting.forecast(new ForecastAsk(name, service.standard(), 20, Wish.anything(), 0, null));
            } catch (OverloadedException late) {
                return; // A machine that is so busy is warm.
            }
        }
    }
}
