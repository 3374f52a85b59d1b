package dev.tidecast.app.intake;

import dev.tidecast.event.Behaviour;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The words that shops use for behaviours. */
final class BehaviourWords {
    private static final Map<Behaviour, List<String>> KNOWN = Map.of(
            Behaviour.IMPRESSION, List.of("impression", "expose", "exposure", "show"),
            Behaviour.VIEW, List.of("view", "pv", "click", "pageview", "detail", "browse", "productview"),
            Behaviour.SEARCH, List.of("search", "query"),
            Behaviour.FAVOURITE, List.of("favourite", "favorite", "fav", "like", "wishlist", "collect", "bookmark"),
            Behaviour.CART, List.of("cart", "addtocart", "add", "basket"),
            Behaviour.PURCHASE, List.of("purchase", "buy", "order", "transaction", "pay", "sale", "bought"),
            Behaviour.RETURN, List.of("return", "refund"),
            Behaviour.RATING, List.of("rating", "rate", "review"));

    /** Columns and codes of the Tmall contest of 2014, whose page says what the codes mean. */
    private static final List<String> TMALL = List.of("user_id", "brand_id", "type", "visit_datetime");

    private static final Map<String, Behaviour> TMALL_CODES = new LinkedHashMap<>();

    static {
        TMALL_CODES.put("0", Behaviour.VIEW);
        TMALL_CODES.put("1", Behaviour.PURCHASE);
        TMALL_CODES.put("2", Behaviour.FAVOURITE);
        TMALL_CODES.put("3", Behaviour.CART);
    }

    private BehaviourWords() {}

    static boolean isTmall(List<String> columns) {
        return columns.equals(TMALL);
    }

    static Map<String, Behaviour> tmallCodes() {
        return TMALL_CODES;
    }

    /** What each word of a column means; words that are not known are left out. */
    static Map<String, Behaviour> meanings(Collection<String> cells) {
        Map<String, Behaviour> meanings = new LinkedHashMap<>();
        for (String word : new TreeSet<>(cells)) {
            String plain = word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
            KNOWN.forEach((behaviour, words) -> {
                if (words.contains(plain)) {
                    meanings.put(word, behaviour);
                }
            });
        }
        return meanings;
    }
}
