package dev.tidecast.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simple ways of forecasting by name, with the settings that they are compared at. */
public final class Baselines {
    private static final Pattern POPULAR = Pattern.compile("popular-(\\d{1,5})d");
    private static final Set<String> BASELINES = Set.of(
            "popular",
            PersonalFrequencyTrainer.NAME,
            WeightedFrequencyTrainer.NAME,
            "weighted-counters",
            EaseTrainer.NAME,
            TifuKnnTrainer.NAME,
            ItemKnnTrainer.NAME,
            SessionKnnTrainer.NAME,
            MarkovTrainer.NAME,
            "bg-nbd",
            "logistic-regression",
            "boosted-trees",
            "boosted-ranker");

    private Baselines() {}

    /** The baselines of this room that fit to every log with items. */
    public static List<Trainer> standard(SymmetricInverse inverse) {
        return List.of(
                        "popular",
                        "popular-30d",
                        "popular-7d",
                        PersonalFrequencyTrainer.NAME,
                        EaseTrainer.NAME,
                        TifuKnnTrainer.NAME,
                        ItemKnnTrainer.NAME,
                        SessionKnnTrainer.NAME,
                        MarkovTrainer.NAME)
                .stream()
                .map(name -> byName(name, inverse))
                .toList();
    }

    /**
     * The trainer called {@code name}; {@code popular-Hd} takes any H.
     *
     * @param inverse used by EASE alone
     * @throws IllegalArgumentException if there is none; the message lists what there is
     */
    public static Trainer byName(String name, SymmetricInverse inverse) {
        Matcher popular = POPULAR.matcher(name);
        if (popular.matches()) {
            return new PopularTrainer(Integer.parseInt(popular.group(1)));
        }
        return switch (name) {
            case "popular" -> new PopularTrainer(Popularity.ALL);
            case PersonalFrequencyTrainer.NAME -> new PersonalFrequencyTrainer(30);
            case WeightedFrequencyTrainer.NAME -> new WeightedFrequencyTrainer(30);
            case EaseTrainer.NAME -> EaseTrainer.standard(inverse);
            case TifuKnnTrainer.NAME -> TifuKnnTrainer.standard();
            case ItemKnnTrainer.NAME -> ItemKnnTrainer.standard();
            case SessionKnnTrainer.NAME -> SessionKnnTrainer.standard();
            case MarkovTrainer.NAME -> MarkovTrainer.standard();
            default ->
                throw new IllegalArgumentException("no baseline is called \"" + name
                        + "\": use popular, popular-Hd with H days, personal-frequency, weighted-frequency, ease, tifu-knn, item-knn,"
                        + " session-knn or markov");
        };
    }

    /** Whether a model of that name is a baseline, which others are held to. */
    public static boolean isBaseline(String name) {
        return BASELINES.contains(name) || POPULAR.matcher(name).matches();
    }

    /** Reads back what one of these models saved; it then gives the same scores. */
    public static Model load(Path folder) throws IOException {
        SafeTensors file = BaselineFile.read(folder);
        String name = BaselineFile.model(file);
        return switch (name) {
            case PersonalFrequencyTrainer.NAME -> PersonalFrequencyTrainer.load(file);
            case WeightedFrequencyTrainer.NAME -> WeightedFrequencyTrainer.load(file);
            case EaseTrainer.NAME -> ItemSimilarities.load(file);
            case TifuKnnTrainer.NAME -> TifuKnn.load(file);
            case ItemKnnTrainer.NAME -> ItemSimilarities.load(file);
            case SessionKnnTrainer.NAME -> SessionKnn.load(file);
            case MarkovTrainer.NAME -> Markov.load(file);
            default -> {
                if (isBaseline(name)) {
                    yield PopularTrainer.load(file);
                }
                throw new IOException(folder + " holds a model called " + name + ", which is no baseline");
            }
        };
    }
}
