package dev.tidecast.model.words;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Trains the same matrices on several parts of the data apart, and merges them in the order of the parts: so the result
 * depends on the number of shards and never on that of threads.
 *
 * <p>A merged row is the mean of the shards' rows, each weighing as much as it was updated: a rare word that one shard
 * alone has met is not diluted by those that have not. Parameter averaging: McDonald et al., "Distributed Training
 * Strategies for the Structured Perceptron", NAACL 2010.
 */
final class Shards implements AutoCloseable {
    /** One shard's copy of the matrices [rows x width] and how often it has updated each row. */
    record Replica(float[][] matrices, int[][] updates) {}

    /** Trains one shard for one epoch. */
    @FunctionalInterface
    interface Part {
        void train(int shard, Replica own);
    }

    private final float[][] matrices;
    private final int[] widths;
    private final List<Replica> replicas = new ArrayList<>();
    private final ExecutorService threads;

    /** Matrices {@code matrices[m]} of rows of {@code widths[m]} floats, written by {@link #epoch}. */
    Shards(float[][] matrices, int[] widths, int shards, int threads) {
        this.matrices = matrices;
        this.widths = widths;
        for (int s = 0; s < shards; s++) {
            float[][] own = new float[matrices.length][];
            int[][] updates = new int[matrices.length][];
            for (int m = 0; m < matrices.length; m++) {
                own[m] = new float[matrices[m].length];
                updates[m] = new int[matrices[m].length / widths[m]];
            }
            replicas.add(new Replica(own, updates));
        }
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /** Trains all shards from the merged matrices on, and merges them. */
    void epoch(Part part) {
        List<Future<?>> running = new ArrayList<>();
        for (int s = 0; s < replicas.size(); s++) {
            int shard = s;
            running.add(threads.submit(() -> {
                begin(replicas.get(shard));
                part.train(shard, replicas.get(shard));
            }));
        }
        await(running);
        for (int m = 0; m < matrices.length; m++) {
            merge(m);
        }
    }

    private static void await(List<Future<?>> running) {
        try {
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException own
                    ? own
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training of word vectors was interrupted", stopped);
        }
    }

    private void begin(Replica own) {
        for (int m = 0; m < matrices.length; m++) {
            System.arraycopy(matrices[m], 0, own.matrices[m], 0, matrices[m].length);
            java.util.Arrays.fill(own.updates[m], 0);
        }
    }

    private void merge(int m) {
        int width = widths[m];
        for (int row = 0; row * width < matrices[m].length; row++) {
            long all = 0;
            for (Replica each : replicas) {
                all += each.updates[m][row];
            }
            if (all == 0) {
                continue;
            }
            java.util.Arrays.fill(matrices[m], row * width, (row + 1) * width, 0);
            for (Replica each : replicas) {
                float share = (float) ((double) each.updates[m][row] / all);
                for (int d = row * width; share > 0 && d < (row + 1) * width; d++) {
                    matrices[m][d] += share * each.matrices[m][d];
                }
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
