package dev.tidecast.text;

import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;

/** The chain of Lucene's parts, in their order. */
final class ScriptAnalyser extends Analyzer {
    /** Function words of Chinese, which say nothing of what is sold. */
    private static final List<String> CHINESE = List.of(
            "的", "了", "和", "与", "及", "在", "是", "也", "之", "为", "于", "或", "等", "就", "都", "而", "着", "把", "被", "我", "你",
            "他", "她", "它", "们", "这", "那", "有", "个", "吗", "呢", "吧", "啊");

    private static final CharArraySet STOP_WORDS = stopWords();

    private final boolean singular;

    ScriptAnalyser(boolean singular) {
        this.singular = singular;
    }

    private static CharArraySet stopWords() {
        CharArraySet words = new CharArraySet(CHINESE, true);
        words.addAll(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
        return CharArraySet.unmodifiableSet(words);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        // Each script by its own rules; true: Han and kana by dictionary rather than by single characters.
        ICUTokenizer tokeniser = new ICUTokenizer(new DefaultICUTokenizerConfig(true, true));
        TokenStream words = new StopFilter(new ICUFoldingFilter(tokeniser), STOP_WORDS);
        return new TokenStreamComponents(tokeniser, singular ? new EnglishMinimalStemFilter(words) : words);
    }
}
