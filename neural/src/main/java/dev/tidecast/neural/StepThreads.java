package dev.tidecast.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;

/**
 * The threads that share a step, each with an {@link Objective} on parameters of its own: part k of a batch goes to
 * thread k modulo their number, and gradients are added in the order of the threads, so that sums are always the same. Where
 * tensors are apart, one thread does all parts on a mirror.
 */
final class StepThreads<P> implements AutoCloseable {
    private final FlatParameters parameters;
    private final List<FlatParameters> views = new ArrayList<>();
    private final List<Objective<P>> objectives = new ArrayList<>();
    private final ExecutorService others;

    StepThreads(
            FlatParameters parameters, int threads, Placement place, Function<FlatParameters, Objective<P>> objective) {
        this.parameters = parameters;
        if (place.apart()) {
            views.add(parameters.mirror(place)); // one thread keeps a GPU busy
        } else {
            for (int k = 0; k < threads; k++) {
                views.add(k == 0 ? parameters : parameters.twin());
            }
        }
        views.forEach(view -> objectives.add(objective.apply(view)));
        this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1), work -> {
            Thread thread = new Thread(work, "tidecast-step");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Leaves the gradients of all {@code parts} in the parameters and returns the sum of their losses. */
    double backward(List<P> parts, long seed) {
        return views.getFirst() == parameters ? shared(parts, seed) : apart(views.getFirst(), parts, seed);
    }

    private double apart(FlatParameters mirror, List<P> parts, long seed) {
        mirror.copyFrom(parameters);
        double loss = share(0, 1, parts, seed);
        parameters.zeroGradients();
        parameters.addGradientsOf(mirror);
        return loss;
    }

    private double shared(List<P> parts, long seed) {
        int threads = Math.min(views.size(), Math.max(1, parts.size()));
        List<Future<Double>> running = new ArrayList<>();
        for (int k = 1; k < threads; k++) {
            int thread = k;
            running.add(others.submit(() -> share(thread, threads, parts, seed)));
        }
        double loss;
        try {
            loss = share(0, threads, parts, seed);
        } finally {
            running.forEach(StepThreads::settle); // nothing may be closed while a thread still reads it
        }
        for (int k = 1; k < threads; k++) {
            loss += result(running.get(k - 1));
            parameters.addGradientsOf(views.get(k));
        }
        return loss;
    }

    private double share(int thread, int threads, List<P> parts, long seed) {
        views.get(thread).zeroGradients();
        double loss = 0;
        for (int k = thread; k < parts.size(); k += threads) {
            try (PointerScope scope = new PointerScope()) {
                loss += objectives.get(thread).backward(parts.get(k), Seeds.mix(seed, k));
            }
        }
        return loss;
    }

    private static void settle(Future<Double> share) {
        boolean interrupted = false;
        while (!share.isDone()) {
            try {
                share.get();
            } catch (InterruptedException later) {
                interrupted = true;
            } catch (ExecutionException failed) {
                break; // told by result
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static double result(Future<Double> share) {
        if (share.state() == Future.State.FAILED) {
            Throwable cause = share.exceptionNow();
            throw new IllegalStateException("a part of a step failed: " + cause, cause);
        }
        return share.resultNow();
    }

    @Override
    public void close() {
        others.shutdownNow();
        objectives.forEach(Objective::close);
        views.stream().filter(view -> view != parameters).forEach(FlatParameters::close);
    }
}
