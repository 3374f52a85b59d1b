package dev.tidecast.neural;

import dev.tidecast.model.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one visible loop: for each epoch, for each batch, gradients of all parts, clipping, a step of the optimiser; after
 * each epoch validation, a line and a checkpoint.
 *
 * @param <P> a part of a batch
 */
public final class TrainingLoop<P> {
    private final NativeRuntime runtime;
    private final FlatParameters parameters;
    private final TrainingSettings settings;
    private final TrainingListener listener;
    private final List<EpochMetrics> history = new ArrayList<>();
    private float[] best = new float[0];
    private int bestEpoch;

    /** Trains {@code parameters} in place. */
    public TrainingLoop(
            NativeRuntime runtime, FlatParameters parameters, TrainingSettings settings, TrainingListener listener) {
        this.runtime = runtime;
        this.parameters = parameters;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * What training came to; the parameters are then those of {@code bestEpoch}.
     *
     * @param history all epochs, those of an earlier process included
     * @param bestEpoch the epoch chosen by the monitor, else the last; the parameters are their average where that is asked
     */
    public record Outcome(List<EpochMetrics> history, int bestEpoch) {
        public Outcome {
            history = List.copyOf(history);
        }
    }

    /** Where training is interrupted and goes on: a file, and what is trained on what. */
    public record Resume(Path file, String run) {}

    /**
     * Trains to the end, from the checkpoint if there is one of the same run.
     *
     * @param objective builds the objective of one thread on that thread's view of the parameters
     * @param resume where to write a checkpoint after each epoch; null for nowhere
     * @throws DivergedException if a loss or gradient is NaN or infinite
     */
    public Outcome run(Lessons<P> lessons, Function<FlatParameters, Objective<P>> objective, @Nullable Resume resume)
            throws IOException {
        try (Optimizer optimizer = settings.optimizer().of(parameters);
                WeightAverage average = new WeightAverage(parameters, settings.averaging());
                StepThreads<P> threads =
                        new StepThreads<>(parameters, runtime.threads(), settings.place(), objective)) {
            restore(optimizer, average, resume);
            while (history.size() < settings.epochs() && !patienceIsOver()) {
                EpochMetrics metrics = epoch(lessons, threads, optimizer, average);
                save(optimizer, average, resume);
                listener.epoch(metrics);
            }
        }
        if (best.length > 0) {
            parameters.setValues(best);
        }
        return new Outcome(history, settings.monitor() == null ? history.size() : bestEpoch);
    }

    private EpochMetrics epoch(Lessons<P> lessons, StepThreads<P> threads, Optimizer optimizer, WeightAverage average) {
        long start = System.nanoTime();
        int epoch = history.size() + 1;
        List<List<P>> batches = lessons.batches(epoch);
        double sum = 0;
        for (int k = 0; k < batches.size(); k++) {
            double share = settings.schedule().share(epoch - 1 + (k + 1.0) / batches.size(), settings.epochs());
            double loss = step(batches.get(k), threads, optimizer, epoch, k + 1, share);
            average.follow(optimizer.steps());
            sum += loss;
            listener.step(epoch, k + 1, batches.size(), loss);
        }
        if (parameters.firstNotFinite() != null) { // the last step broke them: no checkpoint may hold that
            throw diverged(sum, Double.NaN, epoch, batches.size());
        }
        try (WeightAverage.Stand stand = average.standIn()) {
            Map<String, Double> measured = new LinkedHashMap<>();
            measured.put("loss", sum / Math.max(1, batches.size()));
            measured.putAll(lessons.validate());
            double seconds = (System.nanoTime() - start) / 1e9;
            EpochMetrics metrics = new EpochMetrics(epoch, settings.epochs(), seconds, measured);
            history.add(metrics);
            keepBest(metrics);
            return metrics;
        }
    }

    private double step(List<P> batch, StepThreads<P> threads, Optimizer optimizer, int epoch, int step, double share) {
        runtime.seed(settings.seed(), optimizer.steps());
        double loss = threads.backward(batch, Seeds.mix(settings.seed(), optimizer.steps()));
        double norm = parameters.clipGradients(settings.largestNorm());
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            throw diverged(loss, norm, epoch, step);
        }
        optimizer.step(share);
        return loss;
    }

    private DivergedException diverged(double loss, double norm, int epoch, int step) {
        String bad = parameters.firstNotFinite();
        return new DivergedException("training diverged in epoch " + epoch + ", step " + step + ": loss " + loss
                + ", gradient norm " + norm + "; "
                + (bad == null ? "all parameters and gradients are finite" : "the first bad tensor is " + bad)
                + ". Lower the learning rate or largestNorm (" + settings.largestNorm() + "), now "
                + settings.optimizer().description() + ", or look for extreme values in the input");
    }

    private void keepBest(EpochMetrics metrics) {
        TrainingSettings.Monitor monitor = settings.monitor();
        if (monitor == null && settings.averaging() == 0) {
            return;
        }
        boolean better = bestEpoch == 0
                || monitor == null
                || monitor.better(
                        metrics.metric(monitor.metric()),
                        history.get(bestEpoch - 1).metric(monitor.metric()));
        if (better) {
            best = parameters.copyOfValues();
            bestEpoch = metrics.epoch();
        }
    }

    private boolean patienceIsOver() {
        TrainingSettings.Monitor monitor = settings.monitor();
        return monitor != null && !history.isEmpty() && history.size() - bestEpoch >= monitor.patience();
    }

    private void save(Optimizer optimizer, WeightAverage average, @Nullable Resume resume) throws IOException {
        if (resume != null) {
            SortedMap<String, StoredTensor> state = optimizer.stored();
            average.store(state);
            List<Map<String, Double>> metrics =
                    history.stream().map(EpochMetrics::metrics).toList();
            new Checkpoint(resume.run(), parameters.stored(), state, best, bestEpoch, metrics).write(resume.file());
        }
    }

    private void restore(Optimizer optimizer, WeightAverage average, @Nullable Resume resume) throws IOException {
        history.clear();
        best = new float[0];
        bestEpoch = 0;
        Optional<Checkpoint> found = resume == null ? Optional.empty() : Checkpoint.read(resume.file(), resume.run());
        if (found.isEmpty()) {
            return;
        }
        Checkpoint checkpoint = found.get();
        parameters.load(checkpoint.parameters());
        optimizer.load(checkpoint.optimizer());
        average.load(checkpoint.optimizer());
        best = checkpoint.best();
        bestEpoch = checkpoint.bestEpoch();
        for (Map<String, Double> metrics : checkpoint.metrics()) {
            int planned = Math.max(settings.epochs(), checkpoint.metrics().size());
            history.add(new EpochMetrics(history.size() + 1, planned, 0, metrics));
        }
    }
}
