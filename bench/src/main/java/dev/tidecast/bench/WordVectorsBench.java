package dev.tidecast.bench;

import dev.tidecast.model.words.Corpus;
import dev.tidecast.model.words.GloVe;
import dev.tidecast.model.words.Word2Vec;
import dev.tidecast.model.words.WordVectors;
import dev.tidecast.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One epoch of word vectors, 100 floats, on a million tokens in lists of ten, drawn from 20,000 words by Zipf's law. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "--add-modules=jdk.incubator.vector"})
public class WordVectorsBench {
    private static final int LISTS = 100_000;
    private static final int WORDS = 20_000;

    @Param({"1", "2"})
    int threads;

    private final Corpus corpus = Corpus.of(lists(), 1);

    private static List<List<String>> lists() {
        Random random = new Random(1);
        double[] reach = new double[WORDS];
        double sum = 0;
        for (int word = 0; word < WORDS; word++) {
            sum += 1.0 / (word + 1);
            reach[word] = sum;
        }
        List<List<String>> lists = new ArrayList<>();
        for (int list = 0; list < LISTS; list++) {
            List<String> words = new ArrayList<>();
            for (int k = 0; k < 10; k++) {
                int place = java.util.Arrays.binarySearch(reach, random.nextDouble() * sum);
                words.add("w" + Math.min(WORDS - 1, place < 0 ? -place - 1 : place));
            }
            lists.add(words);
        }
        return lists;
    }

    @Benchmark
    public WordVectors word2Vec() {
        return new Word2Vec(100, 5, 5, 0, 1, .025, 2, threads, 1).fit(corpus, Progress.silent());
    }

    @Benchmark
    public WordVectors gloVe() {
        return new GloVe(100, 10, 100, .75, 1, .05, 2, threads, 1).fit(corpus, Progress.silent());
    }
}
