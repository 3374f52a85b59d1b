package dev.tidecast.model.interest;

import dev.tidecast.model.StepInput;
import dev.tidecast.model.words.QueryWords;
import dev.tidecast.model.words.Tokeniser;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a fitted trunk reads of steps beside what they always tell.
 *
 * @param words that it knows of queries; none unless queries are among the inputs
 */
public record StepInputs(Set<StepInput> which, QueryWords words) {
    private static final String WHICH = "explore.inputs";
    private static final String WORDS = "explore.query-words";
    private static final String TOKENISER = "explore.tokeniser";

    public StepInputs {
        which = Set.copyOf(which);
    }

    /** Nothing beside. */
    public static StepInputs none() {
        return new StepInputs(Set.of(), QueryWords.none());
    }

    boolean queries() {
        return which.contains(StepInput.QUERY);
    }

    /** As texts to be stored with the weights; none where nothing is read beside. */
    Map<String, String> facts() {
        if (which.isEmpty()) {
            return Map.of();
        }
        return Map.of(
                WHICH,
                which.stream().map(StepInput::word).sorted().collect(Collectors.joining(",")),
                WORDS,
                String.join("\n", words.words()),
                TOKENISER,
                words.tokeniser().name());
    }

    /**
     * Reads what {@link #facts} gave.
     *
     * @throws IOException if queries were cut by another tokeniser than this one
     */
    static StepInputs of(Map<String, String> facts, Tokeniser tokeniser) throws IOException {
        String which = facts.get(WHICH);
        if (which == null) {
            return none();
        }
        Set<StepInput> inputs =
                Arrays.stream(which.split(",")).map(StepInput::of).collect(Collectors.toSet());
        String cutBy = facts.getOrDefault(TOKENISER, "");
        if (inputs.contains(StepInput.QUERY) && !cutBy.equals(tokeniser.name())) {
            throw new IOException("the model read queries by the tokeniser " + cutBy + ", and this one is "
                    + tokeniser.name() + ": train again");
        }
        String words = facts.getOrDefault(WORDS, "");
        return new StepInputs(inputs, new QueryWords(tokeniser, words.lines().toList()));
    }
}
