package dev.tidecast.app.api;

import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.serve.ModelSource;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.PersonalFrequencyTrainer;
import dev.tidecast.model.PopularTrainer;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** Whichever of two models a registry has promoted; loading waits for leave. */
final class FollowingSource implements ModelSource {
    final Semaphore leave = new Semaphore(1);
    private final Registry registry;
    private final TestShop.Source plain = new TestShop.Source();

    FollowingSource(Path out) {
        this.registry = Registry.of(out);
    }

    @Override
    public Loaded load() throws IOException {
        leave.acquireUninterruptibly();
        Loaded made = plain.load();
        String id = registry.current().map(Promotion::id).orElse(made.id());
        Target target = new Target(Behaviour.PURCHASE, 30);
        Model model = id.startsWith("popular")
                ? new PopularTrainer(30).fit(made.dataset(), target)
                : new PersonalFrequencyTrainer(90).fit(made.dataset(), target);
        return new Loaded(
                id,
                model.name(),
                "the promoted one",
                model,
                made.dataset(),
                made.datasetId(),
                made.rules(),
                made.fitted());
    }

    @Override
    public String state() throws IOException {
        return registry.current().map(Promotion::toString).orElse("");
    }
}
