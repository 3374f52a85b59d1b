package dev.tidecast.model.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up sentences in which the two words of each topic are synonyms: they never meet and keep the same company. */
public final class PlantedWords {
    /** Topics, each with the synonyms "aT" and "bT" and six words "T-0" to "T-5" that stand beside them. */
    public static final int TOPICS = 12;

    private PlantedWords() {}

    public static List<List<String>> sentences(long seed, int count) {
        Random random = new Random(seed);
        List<List<String>> sentences = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            int topic = random.nextInt(TOPICS);
            List<String> words = new ArrayList<>();
            for (int k = 0; k < 5; k++) {
                words.add(random.nextInt(6) == 0 ? "common" + random.nextInt(3) : topic + "-" + random.nextInt(6));
            }
            words.add(random.nextInt(6), (random.nextBoolean() ? "a" : "b") + topic);
            sentences.add(words);
        }
        return sentences;
    }

    /** How many of the synonyms have the other as their nearest word but for the topic's own company, in shares. */
    public static double found(WordVectors vectors) {
        int found = 0;
        for (int topic = 0; topic < TOPICS; topic++) {
            int a = vectors.indexOf("a" + topic);
            String nearest = vectors.nearest(a, vectors.size()).stream()
                    .filter(word -> word.startsWith("a") || word.startsWith("b"))
                    .findFirst()
                    .orElseThrow();
            found += nearest.equals("b" + topic) ? 1 : 0;
        }
        return found / (double) TOPICS;
    }
}
