package dev.tidecast.model.content;

import dev.tidecast.model.SparseRows;
import dev.tidecast.model.SparseRowsBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * For items that came after a model was fitted, the fitted ones that are nearest to them: by content where both have some
 * ({@link NearByContent}), else by words, which is the cosine of the words' weights log((1 + N) / (1 + n)) for a word of n
 * among N items. A word that all items have says nothing.
 */
public final class Relatives {
    private final Map<String, Double> weights = new HashMap<>();
    private final Map<String, List<Integer>> having = new HashMap<>();
    private final double[] lengths;
    private final int count;

    private Relatives(List<List<String>> known, List<List<String>> fresh, int count) {
        this.count = count;
        this.lengths = new double[known.size()];
        Map<String, Integer> texts = new HashMap<>();
        for (List<List<String>> items : List.of(known, fresh)) {
            items.forEach(words -> new HashSet<>(words).forEach(word -> texts.merge(word, 1, Integer::sum)));
        }
        double items = known.size() + fresh.size();
        texts.forEach((word, in) -> weights.put(word, Math.log((1 + items) / (1 + in))));
        for (int item = 0; item < lengths.length; item++) {
            for (String word : new HashSet<>(known.get(item))) {
                having.computeIfAbsent(word, each -> new ArrayList<>()).add(item);
                lengths[item] += Math.pow(weight(word), 2);
            }
            lengths[item] = Math.sqrt(lengths[item]);
        }
    }

    /**
     * The {@code count} nearest known items of each new one. Their weights sum to the cosine of the nearest, so that what
     * is unlike anything is lent little; an item without words, or without one that a known item has, has none.
     *
     * @param known words of each item that the model was fitted to, in their order
     * @param fresh words of each new one
     * @param content of the known ones and after them of the new ones
     * @return weights [new x known]
     */
    public static SparseRows of(List<List<String>> known, List<List<String>> fresh, Modality content, int count) {
        Relatives byWords = new Relatives(known, fresh, count);
        NearByContent byContent = new NearByContent(content, known.size());
        SparseRowsBuilder rows = new SparseRowsBuilder(known.size());
        for (int item = 0; item < fresh.size(); item++) {
            Map<Integer, Double> cosines = byContent.cosines(known.size() + item);
            byWords.add(cosines.isEmpty() ? byWords.cosines(fresh.get(item)) : cosines, rows);
        }
        return rows.build();
    }

    private double weight(String word) {
        return weights.getOrDefault(word, 0.0);
    }

    private Map<Integer, Double> cosines(List<String> words) {
        Map<Integer, Double> products = new HashMap<>();
        double length = 0;
        for (String word : new HashSet<>(words)) {
            double square = Math.pow(weight(word), 2);
            length += square;
            having.getOrDefault(word, List.of()).forEach(item -> products.merge(item, square, Double::sum));
        }
        double own = Math.sqrt(length);
        products.replaceAll((item, product) -> product / Math.max(1e-12, own * lengths[item]));
        return products;
    }

    private void add(Map<Integer, Double> cosines, SparseRowsBuilder rows) {
        List<Map.Entry<Integer, Double>> nearest = cosines.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .sorted(Map.Entry.<Integer, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .toList();
        double sum = nearest.stream().mapToDouble(Map.Entry::getValue).sum();
        for (Map.Entry<Integer, Double> each : nearest) {
            rows.add(each.getKey(), (float)
                    (each.getValue() / sum * nearest.getFirst().getValue()));
        }
        rows.endRow();
    }
}
