package dev.tidecast.model.content;

import dev.tidecast.model.Model;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.words.Corpus;
import dev.tidecast.model.words.Tokeniser;
import dev.tidecast.model.words.VisibleTexts;
import dev.tidecast.model.words.Word2Vec;
import dev.tidecast.model.words.WordVectors;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores an item by how much its title is like those of the items that the user took, recent ones more: an item that
 * nobody has taken yet is scored as well as any other. Word vectors and weights are fitted on the titles and queries that
 * are visible at the cut; titles of items first seen later are read when the model scores.
 *
 * @param tokeniser that cuts titles and queries
 * @param words how word vectors are trained
 * @param minimum occurrences of a word that gets a vector
 * @param identity share of a word's vector that tells it from all other words, 0 to 1: at 1, titles are alike if they have
 *     words in common, at 0, if their words keep like company
 * @param weighting of words in a title
 * @param neighbours titles nearest to each item that count
 * @param power that cosines are raised to: the higher, the more the nearest count
 * @param halfLifeDays after which an active day is worth half
 * @param popularity power that an item's active days of all users in the last 30 days, plus one half, multiply its score
 *     with: titles do not tell what is still sold; 0 leaves them alone
 */
public record ContentKnnTrainer(
        Tokeniser tokeniser,
        Word2Vec words,
        int minimum,
        double identity,
        TextEncoder.Weighting weighting,
        int neighbours,
        double power,
        double halfLifeDays,
        double popularity)
        implements Trainer {
    private static final int SIGNS = 192;

    /** As reports call it. */
    public static final String NAME = "content-knn";

    public ContentKnnTrainer {
        if (!(identity >= 0 && identity <= 1)) {
            throw new IllegalArgumentException("identity of " + identity + ": a share from 0 to 1 is allowed");
        }
        if (minimum < 1 || neighbours < 1 || !(power > 0) || !(halfLifeDays > 0) || !(popularity >= 0)) {
            throw new IllegalArgumentException("words from " + minimum + " occurrences on, " + neighbours
                    + " neighbours, power " + power + ", half-life of " + halfLifeDays
                    + " days, popularity to the power of " + popularity
                    + ": 1 or more, 1 or more, above 0, above 0 and 0 or more are allowed");
        }
    }

    /** Chosen on Online Retail's windows after 2011-09-10 and 2011-10-10; see docs/content.md. */
    public static ContentKnnTrainer standard(Tokeniser tokeniser) {
        return new ContentKnnTrainer(tokeniser, Word2Vec.standard(), 1, .9, TextEncoder.Weighting.IDF, 100, 4, 60, 1);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        List<List<String>> titles = titles(visible);
        if (titles.stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("none of the " + titles.size()
                    + " items has a title: name the column of titles in the configuration (catalogue: title)");
        }
        return new ContentKnn(this, encoder(titles, wordVectors(visible)), target.behaviour());
    }

    /** The words of each visible title. */
    List<List<String>> titles(Dataset visible) {
        return VisibleTexts.titles(visible, tokeniser);
    }

    /** Vectors of the words of visible titles and queries, by the words that they stand with and by what they are. */
    public WordVectors wordVectors(Dataset visible) {
        List<List<String>> texts = new ArrayList<>(titles(visible));
        texts.addAll(VisibleTexts.queries(visible, tokeniser));
        return words.fit(Corpus.of(texts, minimum), Progress.silent()).withIdentity(identity, SIGNS, words.seed());
    }

    /** Vectors of titles from those of their words. */
    TextEncoder encoder(List<List<String>> titles, WordVectors vectors) {
        return TextEncoder.fit(titles, vectors, weighting);
    }
}
