package dev.tidecast.event;

/** What a user did; a shop maps its own words to these. The ordinal is the code stored in datasets: only append. */
public enum Behaviour {
    IMPRESSION,
    VIEW,
    SEARCH,
    FAVOURITE,
    CART,
    PURCHASE,
    RETURN,
    RATING;

    /** The word used in files and on screens: {@code "purchase"}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What a user does, for sentences: what this user will {@code "buy"}. */
    public String verb() {
        return switch (this) {
            case IMPRESSION -> "be shown";
            case VIEW -> "view";
            case SEARCH -> "search for";
            case FAVOURITE -> "favour";
            case CART -> "put into the cart";
            case PURCHASE -> "buy";
            case RETURN -> "return";
            case RATING -> "rate";
        };
    }

    /**
     * The behaviour called {@code word}.
     *
     * @throws IllegalArgumentException if no behaviour has that name; the message lists those that exist
     */
    public static Behaviour of(String word) {
        for (Behaviour behaviour : values()) {
            if (behaviour.word().equalsIgnoreCase(word.strip())) {
                return behaviour;
            }
        }
        throw new IllegalArgumentException("unknown behaviour \"" + word + "\": use one of "
                + String.join(
                        ", ",
                        java.util.Arrays.stream(values()).map(Behaviour::word).toList()));
    }

    /** Whether an event of this kind is about a query and may lack an item. */
    public boolean isAboutQuery() {
        return this == SEARCH;
    }
}
