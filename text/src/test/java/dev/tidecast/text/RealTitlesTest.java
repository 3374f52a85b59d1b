package dev.tidecast.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.model.SparseRows;
import dev.tidecast.model.content.ContentNeighbours;
import dev.tidecast.model.content.Modality;
import dev.tidecast.model.content.TextEncoder;
import dev.tidecast.model.words.Corpus;
import dev.tidecast.model.words.GloVe;
import dev.tidecast.model.words.Tokeniser;
import dev.tidecast.model.words.Word2Vec;
import dev.tidecast.model.words.WordVectors;
import dev.tidecast.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Whether nearest titles are of the same kind, on catalogues of real words; kinds are never shown to the vectors. */
class RealTitlesTest {
    private static final Tokeniser WORDS = TextAnalyser.singular();

    // Fewer epochs than the standard ones, to be quick.
    private static final Word2Vec WORD2VEC = new Word2Vec(48, 5, 5, 1e-3, 8, .05, 2, 2, 1);
    private static final GloVe GLOVE = new GloVe(48, 10, 100, .75, 8, .05, 2, 2, 1);

    /** A catalogue: for each item its title and its kind. */
    private record Catalogue(List<String> titles, List<String> kinds) {
        /** Share of nearest neighbours of the same kind, of the items that have one, against chance. */
        double timesChance(String name, WordVectors vectors, List<List<String>> tokens) {
            Modality titles =
                    TextEncoder.fit(tokens, vectors, TextEncoder.Weighting.SIF).modality("title", tokens);
            SparseRows nearest = ContentNeighbours.of(titles, 1);
            Map<String, Integer> sizes = new HashMap<>();
            kinds.forEach(kind -> sizes.merge(kind, 1, Integer::sum));
            double same = 0;
            double chance = 0;
            int judged = 0;
            for (int item = 0; item < kinds.size(); item++) {
                int size = sizes.getOrDefault(kinds.get(item), 0);
                if (size > 1 && nearest.from()[item + 1] > nearest.from()[item]) {
                    judged++;
                    same += kinds.get(nearest.column()[nearest.from()[item]]).equals(kinds.get(item)) ? 1 : 0;
                    chance += (size - 1.0) / (kinds.size() - 1);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d of %d items judged, %d kinds, same kind %.3f, by chance %.4f%n",
                    name,
                    judged,
                    kinds.size(),
                    sizes.size(),
                    same / judged,
                    chance / judged);
            return same / chance;
        }

        double timesChance(String name) {
            List<List<String>> tokens = titles.stream().map(WORDS::tokens).toList();
            Corpus corpus = Corpus.of(tokens, 2);
            double word2vec = timesChance(name + ", Word2Vec", WORD2VEC.fit(corpus, Progress.silent()), tokens);
            double glove = timesChance(name + ", GloVe", GLOVE.fit(corpus, Progress.silent()), tokens);
            return Math.min(word2vec, glove);
        }
    }

    private static Path data(String... parts) {
        Path file = Path.of(System.getenv().getOrDefault("TIDECAST_TEST_DATA", "absent"), parts);
        Assumptions.assumeTrue(Files.exists(file), file.getFileName() + " is not in TIDECAST_TEST_DATA: skipped");
        return file;
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    /** Codes as 84406B and 84406G are variants of one product: the kind is the digits. */
    @Test
    void variants_of_a_product_are_nearest_in_the_bundled_log() throws IOException {
        Path log = Path.of("..", "examples", "online-retail", "online_retail.csv.gz");
        Pattern row = Pattern.compile("[^,]*,(\\d{5}[A-Za-z]?),(\"(?:[^\"]|\"\")*\"|[^,\"]+),.*");
        Map<String, String> titles = new TreeMap<>();
        for (String line : lines(log)) {
            Matcher fields = row.matcher(line);
            if (fields.matches()) {
                titles.putIfAbsent(fields.group(1).toUpperCase(Locale.ROOT), fields.group(2));
            }
        }
        assertThat(titles).hasSizeGreaterThan(3_000);
        Catalogue catalogue = new Catalogue(
                List.copyOf(titles.values()),
                titles.keySet().stream().map(code -> code.substring(0, 5)).toList());
        assertThat(catalogue.timesChance("Online Retail, product variants")).isGreaterThan(100);
    }

    @Test
    void nearest_titles_share_a_style_in_a_made_up_catalogue() throws IOException {
        List<String> titles = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        for (String line : lines(data("retail_demo_catalog", "products.yaml.gz"))) {
            if (line.startsWith("  name: ")) {
                titles.add(line.substring(8));
            } else if (line.startsWith("  style: ")) {
                kinds.add(line.substring(9));
            }
        }
        assertThat(kinds).hasSameSizeAs(titles);
        assertThat(new Catalogue(titles, kinds).timesChance("demo catalogue, styles"))
                .isGreaterThan(10);
    }

    /** The first of each item's three codes is a cluster that others made of the titles and descriptions. */
    @Test
    void nearest_titles_share_a_cluster_in_a_real_catalogue() throws IOException {
        List<String> titles = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        for (String line : lines(data("minionerec", "Office_Products.info.txt.gz"))) {
            String[] fields = line.split("\t");
            kinds.add(fields[0].substring(0, fields[0].indexOf('>')));
            titles.add(fields[1]);
        }
        assertThat(new Catalogue(titles, kinds).timesChance("Office products, clusters"))
                .isGreaterThan(10);
    }
}
