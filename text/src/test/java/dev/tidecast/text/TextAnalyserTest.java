package dev.tidecast.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextAnalyserTest {
    private final TextAnalyser words = TextAnalyser.words();
    private final TextAnalyser singular = TextAnalyser.singular();

    @Test
    void english_titles_become_lower_case_words_without_stop_words() {
        assertThat(words.tokens("WHITE HANGING HEART T-LIGHT HOLDER"))
                .containsExactly("white", "hanging", "heart", "t", "light", "holder");
        assertThat(words.tokens("The Set of 6 BAGS, for a Café")).containsExactly("set", "6", "bags", "cafe");
        assertThat(singular.tokens("red bags & glass dishes")).containsExactly("red", "bag", "glass", "dishe");
    }

    @Test
    void width_case_and_accents_are_folded() {
        assertThat(words.tokens("ＡＢＣ １２ Straße ﬁne Ｔシャツ")).startsWith("abc", "12", "strasse", "fine");
        assertThat(words.tokens("ｼｬﾂ")).isEqualTo(words.tokens("シャツ"));
    }

    @Test
    void chinese_is_cut_into_words_and_not_into_characters() {
        assertThat(words.tokens("红色的连衣裙")).contains("红色").doesNotContain("的");
        assertThat(words.tokens("苹果手机和蓝牙耳机")).contains("苹果", "手机", "蓝牙", "耳机").doesNotContain("和");
        assertThat(words.tokens("Nike运动鞋 男款 2013新款")).contains("nike", "运动", "2013");
    }

    @Test
    void other_scripts_without_spaces_are_cut_too() {
        assertThat(words.tokens("กระเป๋าสีแดง")).hasSizeGreaterThan(1);
        assertThat(words.tokens("赤いワンピース").size()).isGreaterThan(1);
        assertThat(words.tokens("빨간 가방")).hasSize(2);
        assertThat(words.tokens("Красная сумка")).containsExactly("красная", "сумка");
    }

    @Test
    void nothing_comes_of_nothing() {
        assertThat(words.tokens("")).isEmpty();
        assertThat(words.tokens(" -- !? ")).isEmpty();
        assertThat(words.tokens("x".repeat(50_000))).allMatch(word -> word.length() <= 100);
    }

    @Test
    void threads_do_not_disturb_each_other() throws Exception {
        List<String> texts = List.of("红色的连衣裙", "WHITE METAL LANTERN", "กระเป๋าสีแดง");
        List<List<String>> alone = texts.stream().map(words::tokens).toList();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<List<List<String>>>> together = IntStream.range(0, 40)
                    .mapToObj(k ->
                            pool.submit(() -> texts.stream().map(words::tokens).toList()))
                    .toList();
            for (Future<List<List<String>>> each : together) {
                assertThat(each.get()).isEqualTo(alone);
            }
        }
    }
}
