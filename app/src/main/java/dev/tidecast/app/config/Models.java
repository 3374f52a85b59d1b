package dev.tidecast.app.config;

import java.util.List;
import java.util.stream.Stream;

/** The names of the models that a recipe may ask for; {@code popular-7d} and the like stand for any number of days. */
public final class Models {
    /** In a list of models this word stands for {@link #STANDARD}. */
    private static final String ALL = "all";

    /** All that forecast a window: baselines, the cheap ones first, then networks, the judged one last. */
    public static final List<String> STANDARD = List.of(
            "popular",
            "popular-30d",
            "popular-7d",
            "personal-frequency",
            "weighted-frequency",
            "bg-nbd",
            "logistic-regression",
            "markov",
            "item-knn",
            "session-knn",
            "tifu-knn",
            "ease",
            "boosted-trees",
            "weighted-counters",
            "boosted-ranker",
            "lstm",
            "interest-network");

    /** Models of the next item, for recipes with {@code network.objective: next-item}. */
    public static final List<String> NEXT_ITEM = List.of("sasrec", "gru4rec", "hstu", "next-item");

    /** Those that run only where a recipe names them: by content, and the article's program. */
    public static final List<String> OTHERS = List.of("content-knn", "purchase-network");

    private Models() {}

    /** All names, but for those of popularity in any number of days. */
    public static List<String> all() {
        return Stream.of(STANDARD, NEXT_ITEM, OTHERS).flatMap(List::stream).toList();
    }

    /** The models that a list means: {@code all} alone, or none named, stands for {@link #STANDARD}. */
    public static List<String> meant(List<String> names) {
        return names.isEmpty() || names.equals(List.of(ALL)) ? STANDARD : names;
    }

    /**
     * The name itself.
     *
     * @throws IllegalArgumentException if no model is called so
     */
    public static String known(String name) {
        if (all().contains(name) || name.matches("popular-[1-9]\\d{0,3}d")) {
            return name;
        }
        String hint = Nearest.to(name, all())
                .map(near -> "did you mean " + near + "?")
                .orElse("known are " + String.join(", ", all()));
        throw new IllegalArgumentException("unknown model \"" + name + "\": " + hint);
    }
}
