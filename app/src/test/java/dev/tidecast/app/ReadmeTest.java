package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.app.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README's commands name verbs and options that exist. */
class ReadmeTest {
    private static final Pattern FENCE = Pattern.compile("(?s)```sh\\n(.*?)```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("core/pom.xml"))
                ? here
                : here.resolve("..").normalize();
    }

    private static String readme() throws IOException {
        return Files.readString(root().resolve("README.md"));
    }

    static Stream<String> commands() throws IOException {
        return FENCE.matcher(readme())
                .results()
                .flatMap(fence -> fence.group(1).lines())
                .filter(line -> line.startsWith("./tidecast "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyVerbAndOptionExists(String command) {
        List<String> words = Arrays.asList(command.split(" +"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Main.run(Console.plain(stream, stream), words.get(1), "--help");
        String help = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(help).isZero();
        for (String word : words.subList(2, words.size())) {
            if (word.startsWith("-")) {
                assertThat(help).as("help of " + words.get(1)).containsPattern(Pattern.quote(word) + "\\b");
            }
        }
    }

    @Test
    void theVerbsOfTheTableExist() throws IOException {
        Matcher rows = Pattern.compile("(?m)^\\| `(\\w+)[^`]*` \\|").matcher(readme());
        int verbs = 0;
        while (rows.find()) {
            verbs++;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
            assertThat(Main.run(Console.plain(stream, stream), rows.group(1), "--help"))
                    .as(rows.group(1))
                    .isZero();
        }
        assertThat(verbs).isEqualTo(13);
    }

    @Test
    void linksLeadToFiles() throws IOException {
        Matcher links = LINK.matcher(readme());
        while (links.find()) {
            assertThat(root().resolve(links.group(1))).exists();
        }
    }
}
