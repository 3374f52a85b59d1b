package dev.tidecast.sequence;

import java.util.Arrays;

/** What an interest is about. */
public enum Facet {
    ITEM("item"),
    CATEGORY("category"),
    BRAND("brand"),
    /** A fifth of the items by their usual price, see {@link FacetIndex}. */
    PRICE_BAND("price-band");

    private final String word;

    Facet(String word) {
        this.word = word;
    }

    /** The name in recipes, options and reports: {@code "price-band"}. */
    public String word() {
        return word;
    }

    /** The facet of that name. */
    public static Facet of(String word) {
        return Arrays.stream(values())
                .filter(facet -> facet.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no facet is called \"" + word + "\": use one of "
                        + Arrays.stream(values()).map(Facet::word).toList()));
    }
}
