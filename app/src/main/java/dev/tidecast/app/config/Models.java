package dev.tidecast.app.config;

import java.util.List;
import java.util.stream.Stream;

/** The names of the models that a recipe may ask for; {@code popular-7d} and the like stand for any number of days. */
public final class Models {
    /** All of them, the judged one last. */
    public static final List<String> STANDARD = List.of(
            "popular",
            "popular-30d",
            "personal-frequency",
            "weighted-counters",
            "ease",
            "tifu-knn",
            "lstm",
            "interest-network");

    /** Models of the next item, for recipes with {@code network.objective: next-item}. */
    public static final List<String> NEXT_ITEM = List.of("sasrec", "gru4rec", "hstu", "next-item");

    /** The others: more baselines, content, and the article's program. */
    public static final List<String> OTHERS = List.of(
            "item-knn",
            "session-knn",
            "markov",
            "content-knn",
            "bg-nbd",
            "logistic-regression",
            "boosted-trees",
            "boosted-ranker",
            "purchase-network");

    private Models() {}

    /** All names, but for those of popularity in any number of days. */
    public static List<String> all() {
        return Stream.of(STANDARD, NEXT_ITEM, OTHERS).flatMap(List::stream).toList();
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
