package dev.tidecast.bench;

import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.Measure;
import dev.tidecast.sequence.Column;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The side of bench/peers/evaluate.sh that is ours: writes made-up scores and targets of ml-1m's size for the other side
 * to judge, or judges them and prints seconds and figures.
 */
public final class EvaluationPeer {
    private static final int USERS = 6_000;
    private static final int ITEMS = 3_417;
    private static final int AFTER = 12;
    private static final int WARM = 12;
    private static final int TIMED = 5;

    private EvaluationPeer() {}

    /** {@code write DIR} or {@code judge}. */
    public static void main(String[] arguments) throws IOException {
        EvaluationShop shop = new EvaluationShop(USERS, ITEMS, 40, AFTER, 1);
        EvaluationShop.Given given = EvaluationShop.Given.random("given", USERS + ITEMS, 2);
        if (arguments.length == 2 && arguments[0].equals("write")) {
            write(shop, given, Path.of(arguments[1]));
        } else {
            judge(shop.dataset(), given);
        }
    }

    private static void write(EvaluationShop shop, EvaluationShop.Given given, Path folder) throws IOException {
        Files.createDirectories(folder);
        int[] targets = new int[USERS * AFTER];
        for (int user = 0; user < USERS; user++) {
            System.arraycopy(shop.bought(user), 0, targets, user * AFTER, AFTER);
        }
        Npy.write(folder.resolve("numbers.npy"), Column.Floats.of(given.numbers()));
        Npy.write(folder.resolve("targets.npy"), Column.Ints.of(targets));
    }

    private static void judge(Dataset whole, EvaluationShop.Given given) {
        double[] seconds = new double[TIMED];
        for (int run = -WARM; run < TIMED; run++) {
            long start = System.nanoTime();
            BacktestReport report = EvaluationBench.judge(whole, given);
            double took = (System.nanoTime() - start) / 1e9;
            if (run >= 0) {
                seconds[run] = took;
            } else if (run == -WARM) {
                System.err.printf(Locale.ROOT, "tidecast, first run of a cold JVM: %.3f s%n", took);
            }
            if (run == TIMED - 1) {
                Arrays.sort(seconds);
                System.out.printf(
                        Locale.ROOT,
                        "tidecast %.3f s, recall@20 %.6f, ndcg@10 %.6f, auroc %.6f%n",
                        seconds[TIMED / 2],
                        mean(report, Measure.RECALL_20),
                        mean(report, Measure.NDCG_10),
                        mean(report, Measure.AUROC));
            }
        }
    }

    private static double mean(BacktestReport report, Measure measure) {
        Double mean = report.result("given", measure).orElseThrow().mean();
        return mean == null ? Double.NaN : mean;
    }
}
