package dev.tidecast.app.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the shop says of an item while the service runs; what is null stays as the catalogue has it.
 *
 * @param id the shop's code
 * @param category path, levels separated by " > "
 * @param price of one, above 0
 * @param inStock false if it can't be bought now
 * @param vector of the same length for all items
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShopItem(
        String id,
        @Nullable String title,
        @Nullable String category,
        @Nullable String brand,
        @Nullable Double price,
        @Nullable String description,
        @Nullable String image,
        @Nullable Boolean inStock,
        @Nullable ContentVector vector) {
    private static final int MOST_TEXT = 10_000;

    public ShopItem {
        if (id.isEmpty() || id.length() > LiveEvent.MOST_BYTES || id.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "an item's id of " + id.length() + " characters: 1 to " + LiveEvent.MOST_BYTES + " are allowed");
        }
        if (price != null && !(price > 0 && price < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("item " + id + " has the price " + price + ": more than 0 is allowed");
        }
        for (String text : new String[] {title, category, brand, description, image}) {
            if (text != null && text.length() > MOST_TEXT) {
                throw new IllegalArgumentException("item " + id + " has a text of " + text.length() + " characters: "
                        + MOST_TEXT + " at most are allowed");
            }
        }
    }
}
