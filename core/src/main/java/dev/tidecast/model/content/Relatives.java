package dev.tidecast.model.content;

import dev.tidecast.model.SparseRows;
import dev.tidecast.model.SparseRowsBuilder;
import java.util.ArrayList;
import java.util.BitSet;
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
    private final double[] products;
    private final BitSet met = new BitSet();

    private Relatives(List<List<String>> known, List<List<String>> fresh) {
        this.products = new double[known.size()];
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
        Relatives byWords = new Relatives(known, fresh);
        NearByContent byContent = new NearByContent(content, known.size());
        SparseRowsBuilder rows = new SparseRowsBuilder(known.size());
        for (int item = 0; item < fresh.size(); item++) {
            Closest closest = new Closest(count);
            if (!byContent.offerTo(closest, known.size() + item)) {
                byWords.offerTo(closest, fresh.get(item));
            }
            closest.writeTo(rows);
        }
        return rows.build();
    }

    private double weight(String word) {
        return weights.getOrDefault(word, 0.0);
    }

    private void offerTo(Closest closest, List<String> words) {
        double length = 0;
        met.clear();
        for (String word : new HashSet<>(words)) {
            double square = Math.pow(weight(word), 2);
            length += square;
            for (int item : having.getOrDefault(word, List.of())) {
                products[item] += square;
                met.set(item);
            }
        }
        double own = Math.sqrt(length);
        met.stream().forEach(item -> {
            closest.offer(item, products[item] / Math.max(1e-12, own * lengths[item]));
            products[item] = 0;
        });
    }
}
