package dev.tidecast.model.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs of letters and digits, in lower case and with compatible characters folded (NFKC); every Han character is a word.
 * What the JDK alone can do, with neither dictionaries nor stop words.
 */
public record PlainTokeniser() implements Tokeniser {
    @Override
    public List<String> tokens(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        folded.codePoints().forEach(each -> {
            boolean han = Character.UnicodeScript.of(each) == Character.UnicodeScript.HAN;
            if (han || !(Character.isLetterOrDigit(each) || Character.getType(each) == Character.NON_SPACING_MARK)) {
                flush(word, tokens);
            }
            if (han) {
                tokens.add(Character.toString(each));
            } else if (Character.isLetterOrDigit(each) || Character.getType(each) == Character.NON_SPACING_MARK) {
                word.appendCodePoint(each);
            }
        });
        flush(word, tokens);
        return List.copyOf(tokens);
    }

    private static void flush(StringBuilder word, List<String> tokens) {
        if (!word.isEmpty()) {
            tokens.add(word.toString());
            word.setLength(0);
        }
    }

    @Override
    public String name() {
        return "plain";
    }
}
