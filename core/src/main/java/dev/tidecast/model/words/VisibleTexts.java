package dev.tidecast.model.words;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists of tokens that a dataset shows as of its instant: titles of items, queries, and the items of histories.
 *
 * <p>A title is what the dataset keeps of an item first seen by then; it does not keep how a title changed.
 */
public final class VisibleTexts {
    private VisibleTexts() {}

    /** The words of each visible item's title, [V] lists in the order of items; empty where there is no title. */
    public static List<List<String>> titles(Dataset visible, Tokeniser tokeniser) {
        List<List<String>> titles = new ArrayList<>(visible.itemCount());
        for (int item = 0; item < visible.itemCount(); item++) {
            titles.add(tokeniser.tokens(visible.items().titles().get(item)));
        }
        return titles;
    }

    /** The words of each query, once for every visible interaction that carries it, in the order of users and time. */
    public static List<List<String>> queries(Dataset visible, Tokeniser tokeniser) {
        Map<Integer, List<String>> known = new HashMap<>();
        List<List<String>> queries = new ArrayList<>();
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            for (int position = 0; position < history.size(); position++) {
                if (history.query(position) >= 0) {
                    queries.add(known.computeIfAbsent(
                            history.query(position),
                            query -> tokeniser.tokens(visible.queries().get(query))));
                }
            }
        }
        return queries;
    }

    /** The codes of the items of each visible history, [U] lists: a corpus whose words are items (item2vec). */
    public static List<List<String>> items(Dataset visible, Behaviour behaviour) {
        List<String> codes = visible.items().names().texts();
        List<List<String>> histories = new ArrayList<>(visible.userCount());
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            List<String> items = new ArrayList<>();
            for (int position = 0; position < history.size(); position++) {
                if (history.item(position) >= 0 && history.behaviour(position) == behaviour) {
                    items.add(codes.get(history.item(position)));
                }
            }
            histories.add(items);
        }
        return histories;
    }
}
