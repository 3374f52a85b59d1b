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
import java.util.List;

/**
 * Scores an item by how much its title is like those of the items that the user took, recent ones more: an item that
 * nobody has taken yet is scored as well as any other. Word vectors and weights are fitted on the titles and queries that
 * are visible at the cut; titles of items first seen later are read when the model scores.
 *
 * @param tokeniser that cuts titles and queries
 * @param words how word vectors are trained
 * @param minimum occurrences of a word that gets a vector
 * @param weighting of words in a title
 * @param neighbours titles nearest to each item that count
 * @param power that cosines are raised to: the higher, the more the nearest count
 * @param halfLifeDays after which an active day is worth half
 */
public record ContentKnnTrainer(
        Tokeniser tokeniser,
        Word2Vec words,
        int minimum,
        TextEncoder.Weighting weighting,
        int neighbours,
        double power,
        double halfLifeDays)
        implements Trainer {
    /** As reports call it. */
    public static final String NAME = "content-knn";

    public ContentKnnTrainer {
        if (minimum < 1 || neighbours < 1 || !(power > 0) || !(halfLifeDays > 0)) {
            throw new IllegalArgumentException("words from " + minimum + " occurrences on, " + neighbours
                    + " neighbours, power " + power + ", half-life of " + halfLifeDays
                    + " days: 1 or more, 1 or more, above 0 and above 0 are allowed");
        }
    }

    /** Word2Vec as it stands, words from 2 occurrences on, SIF, 100 neighbours, power 3, half-life of 30 days. */
    public static ContentKnnTrainer standard(Tokeniser tokeniser) {
        return new ContentKnnTrainer(tokeniser, Word2Vec.standard(), 2, TextEncoder.Weighting.SIF, 100, 3, 30);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        List<List<String>> titles = VisibleTexts.titles(visible, tokeniser);
        List<List<String>> texts = new java.util.ArrayList<>(titles);
        texts.addAll(VisibleTexts.queries(visible, tokeniser));
        if (titles.stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("none of the " + titles.size()
                    + " items has a title: name the column of titles in the configuration (catalogue: title)");
        }
        WordVectors vectors = words.fit(Corpus.of(texts, minimum), Progress.silent());
        TextEncoder encoder = TextEncoder.fit(titles, vectors, weighting);
        return new ContentKnn(tokeniser, encoder, target.behaviour(), neighbours, power, halfLifeDays);
    }
}
