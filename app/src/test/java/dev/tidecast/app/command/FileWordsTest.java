package dev.tidecast.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.words.PlainTokeniser;
import dev.tidecast.model.words.WordVectors;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWordsTest {
    private static final long DAY = 86_400;

    @TempDir
    private Path folder;

    private static Dataset shop() {
        DatasetBuilder rows = new DatasetBuilder();
        rows.add(0, 0, Behaviour.PURCHASE.ordinal(), 0, 1, 1, -1, -1);
        rows.add(0, -1, Behaviour.SEARCH.ordinal(), 3 * DAY, 1, 1, -1, 0);
        return rows.build(
                "shop",
                ZoneOffset.UTC,
                true,
                List.of("u"),
                new DatasetBuilder.ItemTexts(List.of("a"), List.of("Red cup"), List.of(""), List.of("")),
                List.of("a blue cup"));
    }

    @Test
    void onlyTheLogsWordsAreKeptAndTheFileIsReadOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("words.txt"), "red 1 0\nzebra 0 1\ncup 1 1\nblue 0 2\n");
        List<String> told = new ArrayList<>();
        FileWords words = new FileWords(file, new PlainTokeniser(), Progress.lines(told::add));
        WordVectors before = words.of(shop().asOf(DAY));
        assertThat(before.size()).isEqualTo(3);
        assertThat(before.indexOf("zebra")).isNegative();
        Files.delete(file);
        assertThat(words.of(shop())).isSameAs(before);
        assertThat(told).containsExactly("words.txt: 4 lines: 3 words of width 2, 1 not wanted, 0 wrong");
    }
}
