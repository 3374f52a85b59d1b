package dev.tidecast.text;

import dev.tidecast.model.words.Tokeniser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Words by Lucene: cut by the rules of each script (Unicode UAX 29), Chinese, Japanese, Thai, Lao, Khmer and Burmese by
 * dictionaries, then width, case and accents folded (Unicode NFKC_CF and TR 30), stop words left out, and English plurals
 * made singular where asked for.
 *
 * <p>Immutable; shared between threads, each of which keeps buffers of its own.
 */
public final class TextAnalyser implements Tokeniser {
    private static final int LONGEST = 100;

    private final boolean singular;
    private final Analyzer analyser;

    private TextAnalyser(boolean singular) {
        this.singular = singular;
        this.analyser = new ScriptAnalyser(singular);
    }

    /** Words as they stand: for vectors that others trained. */
    public static TextAnalyser words() {
        return new TextAnalyser(false);
    }

    /** Words with English plurals made singular ({@code bags}, {@code bag}): for vectors of our own. */
    public static TextAnalyser singular() {
        return new TextAnalyser(true);
    }

    @Override
    public List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        try (TokenStream stream = analyser.tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (term.length() > 0 && term.length() <= LONGEST) {
                    tokens.add(term.toString());
                }
            }
            stream.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory can't be read", impossible);
        }
        return List.copyOf(tokens);
    }

    @Override
    public String name() {
        return singular ? "lucene-icu-singular" : "lucene-icu";
    }
}
