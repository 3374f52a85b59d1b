package dev.tidecast.model.words;

import dev.tidecast.sequence.Vocabulary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/** The W words of search queries that a model knows, and what cuts a query into them. Immutable. */
public final class QueryWords {
    private final Tokeniser tokeniser;
    private final List<String> words;
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Words by their number, each once. */
    public QueryWords(Tokeniser tokeniser, List<String> words) {
        this.tokeniser = tokeniser;
        this.words = List.copyOf(words);
        for (int word = 0; word < words.size(); word++) {
            numbers.put(words.get(word), word);
        }
    }

    /** No words: whatever is searched for has none that is known. */
    public static QueryWords none() {
        return new QueryWords(new PlainTokeniser(), List.of());
    }

    /** W words by their number. */
    public List<String> words() {
        return words;
    }

    /** Of what cuts queries. */
    public Tokeniser tokeniser() {
        return tokeniser;
    }

    /**
     * The numbers of the known words of each query of a vocabulary, by the query's number; cut when first asked for. Shared
     * between threads.
     */
    public IntFunction<int[]> in(Vocabulary queries) {
        Map<Integer, int[]> known = new ConcurrentHashMap<>();
        return query -> known.computeIfAbsent(query, number -> numbers(queries.get(number)));
    }

    private int[] numbers(String query) {
        return tokeniser.tokens(query).stream()
                .mapToInt(word -> numbers.getOrDefault(word, -1))
                .filter(number -> number >= 0)
                .toArray();
    }
}
