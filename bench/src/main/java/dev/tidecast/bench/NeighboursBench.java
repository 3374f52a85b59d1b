package dev.tidecast.bench;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.CoOccurrence;
import dev.tidecast.model.EaseTrainer;
import dev.tidecast.model.ItemKnnTrainer;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.neural.EaseSolver;
import dev.tidecast.neural.NativeRuntime;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Item-kNN and EASE on ml-1m in the protocol of bench/peers/ml1m_neighbours.py, to be held beside it: the last item of
 * each user is held out, items of the history are no candidates, ties take the later place. Argument: the file
 * ml-1m_sequences.txt.gz.
 */
public final class NeighboursBench {
    private static final long DAY = 86_400;

    private NeighboursBench() {}

    /** Prints NDCG@10, recall@10 and recall@20 of each. */
    public static void main(String[] arguments) throws IOException {
        List<int[]> users = read(Path.of(arguments[0]));
        Dataset dataset = dataset(users);
        EaseSolver solver = new EaseSolver(NativeRuntime.start(2));
        double binary = Double.POSITIVE_INFINITY;
        int all = dataset.itemCount();
        judge("item-knn 200, shrinkage 10", new ItemKnnTrainer(200, 10, binary), dataset, users);
        judge("ease 300", new EaseTrainer(300, binary, new CoOccurrence.Kept(all, true), solver), dataset, users);
        CoOccurrence.Kept standard = new CoOccurrence.Kept(200, true);
        judge("ease 300, local", new EaseTrainer(300, binary, standard, new LocalOnly()), dataset, users);
        for (int most : new int[] {200, 500, 1000}) {
            for (boolean signed : new boolean[] {false, true}) {
                CoOccurrence.Kept kept = new CoOccurrence.Kept(most, signed);
                String name = "ease 300, " + most + (signed ? " strongest" : " above 0");
                judge(name, new EaseTrainer(300, binary, kept, solver), dataset, users);
            }
        }
    }

    /** By user the items in order, numbered by their first mention. */
    private static List<int[]> read(Path file) throws IOException {
        Map<String, Integer> items = new LinkedHashMap<>();
        List<int[]> users = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            lines.lines()
                    .map(line -> line.split(" "))
                    .forEach(row -> users.add(Arrays.stream(row)
                            .skip(1)
                            .mapToInt(item -> {
                                items.putIfAbsent(item, items.size());
                                return items.getOrDefault(item, -1);
                            })
                            .toArray()));
        }
        return users;
    }

    /** All but the last item of each user; place in the sequence is the time. An unheld user brings all items in. */
    private static Dataset dataset(List<int[]> users) {
        int size = users.stream().flatMapToInt(Arrays::stream).max().orElse(-1) + 1;
        DatasetBuilder builder = new DatasetBuilder();
        for (int item = 0; item < size; item++) {
            builder.add(users.size(), item, Behaviour.VIEW.ordinal(), item, 1, 0, -1, -1);
        }
        for (int user = 0; user < users.size(); user++) {
            int[] row = users.get(user);
            for (int p = 0; p + 1 < row.length; p++) {
                builder.add(user, row[p], Behaviour.PURCHASE.ordinal(), (p + 1) * DAY, 1, 0, -1, -1);
            }
        }
        List<String> none = Collections.nCopies(size, "");
        List<String> names = numbers(size);
        return builder.build(
                "ml-1m",
                ZoneOffset.UTC,
                true,
                numbers(users.size() + 1),
                new DatasetBuilder.ItemTexts(names, none, none, none),
                List.of());
    }

    private static List<String> numbers(int size) {
        return java.util.stream.IntStream.range(0, size)
                .mapToObj(Integer::toString)
                .toList();
    }

    private static void judge(String name, Trainer trainer, Dataset dataset, List<int[]> users) {
        long start = System.nanoTime();
        Scorer scorer = trainer.fit(dataset, new Target(Behaviour.PURCHASE, 1)).scorer(dataset);
        double seconds = (System.nanoTime() - start) * 1e-9;
        float[] scores = new float[dataset.itemCount()];
        double[] sums = new double[3];
        for (int user = 0; user < users.size(); user++) {
            int[] row = users.get(user);
            int held = row[row.length - 1];
            scorer.score(dataset.history(dataset.users().indexOf(Integer.toString(user))), scores);
            float own = scores[dataset.items().names().indexOf(Integer.toString(held))];
            for (int p = 0; p + 1 < row.length; p++) {
                scores[dataset.items().names().indexOf(Integer.toString(row[p]))] = Float.NEGATIVE_INFINITY;
            }
            int place = -1;
            for (float score : scores) {
                place += score >= own ? 1 : 0;
            }
            sums[0] += place < 10 ? Math.log(2) / Math.log(place + 2) : 0;
            sums[1] += place < 10 ? 1 : 0;
            sums[2] += place < 20 ? 1 : 0;
        }
        System.out.printf(
                "%-28s NDCG@10 %.4f  recall@10 %.4f  recall@20 %.4f  fit %.1f s%n",
                name, sums[0] / users.size(), sums[1] / users.size(), sums[2] / users.size(), seconds);
    }
}
