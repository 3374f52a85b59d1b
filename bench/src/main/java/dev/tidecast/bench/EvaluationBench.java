package dev.tidecast.bench;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.evaluate.Backtest;
import dev.tidecast.evaluate.BacktestReport;
import dev.tidecast.evaluate.BacktestSettings;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole backtest of one model whose scores are given: 6,000 users, 3,417 items, 1,000 resamples, all measures. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "--add-modules=jdk.incubator.vector"})
public class EvaluationBench {
    private static final int USERS = 6_000;
    private static final int ITEMS = 3_417;

    private final Dataset whole = new EvaluationShop(USERS, ITEMS, 40, 12, 1).dataset();
    private final EvaluationShop.Given given = EvaluationShop.Given.random("given", USERS + ITEMS, 2);

    @Benchmark
    public BacktestReport judge() {
        return judge(whole, given);
    }

    static BacktestReport judge(Dataset whole, EvaluationShop.Given... given) {
        return Backtest.run(
                whole,
                CleaningRules.standard(whole.asOf()),
                List.of(EvaluationShop.CUT),
                EvaluationShop.TARGET,
                List.of(given),
                BacktestSettings.standard(),
                Progress.silent());
    }
}
