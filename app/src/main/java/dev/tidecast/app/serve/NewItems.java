package dev.tidecast.app.serve;

import dev.tidecast.app.live.LiveItems;
import dev.tidecast.model.Model;
import dev.tidecast.model.content.Relatives;
import dev.tidecast.model.words.Tokeniser;
import dev.tidecast.sequence.Items;
import dev.tidecast.text.TextAnalyser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes a model ready for items that came in live, by what the shop says of them. */
final class NewItems {
    private static final int RELATIVES = 20;
    private static final Tokeniser WORDS = TextAnalyser.singular();

    private NewItems() {}

    /** A model for all {@code items}, the first {@code known} of which are those of the prepared log. */
    static Model taughtTo(Model model, Items items, int known, LiveItems said) {
        if (items.size() == known) {
            return model;
        }
        return model.withNewItems(Relatives.of(
                words(items, 0, known), words(items, known, items.size()), said.vectors(items.names()), RELATIVES));
    }

    private static List<List<String>> words(Items items, int from, int to) {
        return IntStream.range(from, to).mapToObj(item -> words(items, item)).toList();
    }

    /** Words of the title; each level of the category, and the brand, as one word that no title has. */
    private static List<String> words(Items items, int item) {
        List<String> words = new ArrayList<>(WORDS.tokens(items.titles().get(item)));
        int category = items.category().get(item);
        if (category >= 0) {
            String path = "";
            for (String level : items.categories().get(category).split(" > ", -1)) {
                path += " > " + level;
                words.add(path);
            }
        }
        int brand = items.brand().get(item);
        if (brand >= 0) {
            words.add(" brand " + items.brands().get(brand));
        }
        return words;
    }
}
