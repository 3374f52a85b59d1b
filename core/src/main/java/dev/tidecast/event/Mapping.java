package dev.tidecast.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which column means what. Nullable parts are columns that the log may lack.
 *
 * @param user columns of the user, first non-empty one counts (customer, else device)
 * @param item column of the item; null for a log without items (purchases as such)
 * @param time column of the time; null only with {@link TimeFormat.Kind#ORDER}
 * @param timeFormat how that column is written
 * @param behaviour which behaviour a row is
 * @param currency of the price
 */
public record Mapping(
        List<String> user,
        @Nullable String item,
        @Nullable String time,
        TimeFormat timeFormat,
        BehaviourMapping behaviour,
        @Nullable String quantity,
        @Nullable String price,
        @Nullable CurrencyMapping currency,
        @Nullable String order,
        @Nullable String session,
        @Nullable String eventId,
        @Nullable String query) {
    public Mapping {
        user = List.copyOf(user);
        if (user.isEmpty()) {
            throw new IllegalArgumentException("no user column: name at least one under mapping.user");
        }
        if (time == null && timeFormat.kind() != TimeFormat.Kind.ORDER) {
            throw new IllegalArgumentException("no time column: name one under mapping.time, or say format: order");
        }
    }

    /** This mapping with its times written otherwise. */
    public Mapping withTimeFormat(TimeFormat other) {
        return new Mapping(
                user, item, time, other, behaviour, quantity, price, currency, order, session, eventId, query);
    }

    /**
     * The currency of a row's price.
     *
     * @param rates what one unit of each currency is worth in that of the dataset; a price in another is rejected. Empty
     *     where nothing is converted: the log must then have one currency
     */
    public record CurrencyMapping(String column, Map<String, Double> rates) {
        public CurrencyMapping {
            rates = Map.copyOf(rates);
            rates.forEach((currency, rate) -> {
                if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            "currency rate " + currency + " is " + rate + ": a number above 0 is needed");
                }
            });
        }
    }

    /**
     * The behaviour of a row: a constant, or a column whose words are translated.
     *
     * @param column null for a constant
     * @param words from the shop's word to ours; a word that is missing makes the row an unknown behaviour
     * @param constant null where a column is given
     */
    public record BehaviourMapping(
            @Nullable String column,
            Map<String, Behaviour> words,
            @Nullable Behaviour constant) {
        public BehaviourMapping {
            words = Map.copyOf(words);
            if ((column == null) == (constant == null)) {
                throw new IllegalArgumentException("behaviour needs either a column with words or one constant");
            }
        }

        public static BehaviourMapping always(Behaviour behaviour) {
            return new BehaviourMapping(null, Map.of(), behaviour);
        }

        public static BehaviourMapping column(String column, Map<String, Behaviour> words) {
            return new BehaviourMapping(column, words, null);
        }
    }
}
