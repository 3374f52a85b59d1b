package dev.tidecast.model.words;

import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.inference.FloatKernels;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** W words with a vector of D floats each. Immutable; shared between threads. */
public final class WordVectors {
    private static final String TENSORS = "word-vectors.safetensors";
    private static final String WORDS = "vocabulary.txt";

    private final List<String> words;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final long[] counts;
    private final int width;
    private final float[] values;

    /**
     * Takes words and their vectors.
     *
     * @param counts how often each word occurred where the vectors were trained, [W]; 0 where unknown
     * @param values [W x D], row-major; given away, not copied, as it may be large
     * @throws IllegalArgumentException if the sizes differ, a word is there twice or holds a line break, or a value is
     *     not finite
     */
    public WordVectors(List<String> words, long[] counts, int width, float[] values) {
        if (width < 1 || counts.length != words.size() || values.length != (long) words.size() * width) {
            throw new IllegalArgumentException(words.size() + " words of width " + width + ", but " + counts.length
                    + " counts and " + values.length + " values: the file is damaged");
        }
        number(words);
        checkFinite(words, width, values);
        this.words = List.copyOf(words);
        this.counts = counts.clone();
        this.width = width;
        this.values = values;
    }

    private void number(List<String> words) {
        for (int word = 0; word < words.size(); word++) {
            String text = words.get(word);
            if (text.isEmpty() || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                throw new IllegalArgumentException(
                        "word " + word + " is empty or holds a line break: words are kept one a line");
            }
            Integer before = numbers.putIfAbsent(text, word);
            if (before != null) {
                throw new IllegalArgumentException(
                        "the word \"" + text + "\" is there twice, as " + before + " and " + word);
            }
        }
    }

    private static void checkFinite(List<String> words, int width, float[] values) {
        for (int at = 0; at < values.length; at++) {
            if (!Float.isFinite(values[at])) {
                throw new IllegalArgumentException("the vector of \"" + words.get(at / width) + "\" holds " + values[at]
                        + ": training diverged or the file is damaged; lower the learning rate");
            }
        }
    }

    /** W. */
    public int size() {
        return words.size();
    }

    /** D. */
    public int width() {
        return width;
    }

    public String word(int number) {
        return words.get(number);
    }

    /** The number of {@code word}, -1 if it has no vector. */
    public int indexOf(String word) {
        return numbers.getOrDefault(word, -1);
    }

    /** How often the word occurred in training, 0 where unknown. */
    public long count(int number) {
        return counts[number];
    }

    /** A copy of the word's vector, [D]. */
    public float[] vector(int number) {
        return java.util.Arrays.copyOfRange(values, number * width, (number + 1) * width);
    }

    /** Adds factor times the vector of a word to {@code sum} [D]. */
    public void addTo(int number, float factor, float[] sum) {
        FloatKernels.fastest().addScaled(factor, values, number * width, sum, 0, width);
    }

    /**
     * The same words with vectors that also tell each word from all others: the vector at length sqrt(1 - share), then
     * {@code more} random signs at length sqrt(share). The mean of such vectors is near another if the texts share words or
     * have words that keep like company. Random signs: Achlioptas, "Database-friendly Random Projections", 2003.
     */
    public WordVectors withIdentity(double share, int more, long seed) {
        if (!(share >= 0 && share <= 1) || more < 1) {
            throw new IllegalArgumentException(
                    "a share of " + share + " over " + more + " signs: 0 to 1 and 1 or more are allowed");
        }
        SplittableRandom random = new SplittableRandom(seed);
        int all = width + more;
        float[] wider = new float[Math.multiplyExact(words.size(), all)];
        float sign = (float) Math.sqrt(share / more);
        for (int word = 0; word < words.size(); word++) {
            double length = Math.sqrt(dot(word, word));
            float factor = length == 0 ? 0 : (float) (Math.sqrt(1 - share) / length);
            for (int d = 0; d < all; d++) {
                wider[word * all + d] =
                        d < width ? factor * values[word * width + d] : random.nextBoolean() ? sign : -sign;
            }
        }
        return new WordVectors(words, counts, all, wider);
    }

    /** The cosine of two words, 0 where a vector is zero. */
    public double cosine(int one, int other) {
        double product = dot(one, other);
        return product == 0 ? 0 : product / Math.sqrt(dot(one, one) * dot(other, other));
    }

    private double dot(int one, int other) {
        double sum = 0;
        for (int d = 0; d < width; d++) {
            sum += (double) values[one * width + d] * values[other * width + d];
        }
        return sum;
    }

    /** The {@code count} words nearest to a word by cosine, the nearest first, itself left out. */
    public List<String> nearest(int number, int count) {
        double[] cosines = IntStream.range(0, size())
                .mapToDouble(other -> cosine(number, other))
                .toArray();
        return IntStream.range(0, size())
                .filter(other -> other != number)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble((Integer other) -> -cosines[other]))
                .limit(count)
                .map(words::get)
                .toList();
    }

    /** The tensors {@code vectors} [W x D] and {@code counts} [W], to be stored in a model's own file. */
    public Map<String, StoredTensor> tensors() {
        return Map.of(
                "vectors", StoredTensor.of(values, words.size(), width),
                "counts", StoredTensor.of(counts, words.size()));
    }

    /** Writes {@code word-vectors.safetensors} and {@code vocabulary.txt}, a word a line, into a folder. */
    public void save(Path folder) throws IOException {
        saveWords(folder);
        new SafeTensors(tensors(), Map.of("words", Integer.toString(size()))).write(folder.resolve(TENSORS));
    }

    /** Reads what {@link #save} wrote. */
    public static WordVectors load(Path folder) throws IOException {
        return of(SafeTensors.read(folder.resolve(TENSORS)), folder);
    }

    /** Reads the tensors {@code vectors} and {@code counts} of a file and the words that lie beside it in a folder. */
    public static WordVectors of(SafeTensors file, Path folder) throws IOException {
        String text = Files.readString(folder.resolve(WORDS), StandardCharsets.UTF_8);
        List<String> words = text.isEmpty()
                ? List.of()
                : List.of(text.substring(0, text.length() - 1).split("\n", -1));
        StoredTensor vectors = file.tensor("vectors");
        try {
            return new WordVectors(
                    words, file.tensor("counts").longs(), Math.toIntExact(vectors.shape()[1]), vectors.floats());
        } catch (IllegalArgumentException wrong) {
            throw new IOException(
                    folder + " holds word vectors that do not fit together: " + wrong.getMessage(), wrong);
        }
    }

    /** The words in a text file beside {@link #tensors}, which {@link #of} reads. */
    public void saveWords(Path folder) throws IOException {
        Artefact.writeText(folder.resolve(WORDS), String.join("\n", words) + "\n");
    }

    float[] values() {
        return values;
    }
}
