package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house style that can be counted; see docs/architecture.md. */
class HouseRulesTest {
    private static final Pattern METHOD = Pattern.compile(
            "^( {4,12})(?:@\\w+ )?(?:(?:public|protected|private|static|final|synchronized|abstract|default) )*"
                    + "(?:<.*> )?[\\w<>\\[\\]?,.@ ]*\\b\\w+\\(.*$");
    private static final Pattern CLASS = Pattern.compile("\\{@(?:link|code) (?:[a-z]\\w*\\.)*([A-Z]\\w+)\\}");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
    private static final Pattern NAME =
            Pattern.compile("(?:class|record|interface|enum) (\\w*(?:Manager|Helper|Impl|Util|Utils)|Abstract\\w*)\\b");

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("core/pom.xml"))
                ? here
                : here.resolve("..").normalize();
    }

    private static List<Path> sources() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root())) {
            for (Path module : modules.filter(each -> Files.isDirectory(each.resolve("src/main/java")))
                    .toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
                }
            }
        }
        assertThat(all).as("sources below " + root()).hasSizeGreaterThan(50);
        return all;
    }

    @Test
    void filesAreShort() throws IOException {
        Map<Path, Integer> lengths = new TreeMap<>();
        for (Path file : sources()) {
            if (!file.endsWith("package-info.java")) {
                lengths.put(file, Files.readAllLines(file).size());
            }
        }
        List<Integer> sorted = lengths.values().stream().sorted().toList();
        assertThat(sorted.get(sorted.size() / 2)).as("median lines of a file").isLessThan(80);
        assertThat(sorted.get(sorted.size() * 9 / 10)).as("nine in ten files").isLessThan(250);
        assertThat(lengths.entrySet().stream().filter(each -> each.getValue() > 400))
                .as("files over 400 lines")
                .isEmpty();
    }

    @Test
    void methodsAreShort() throws IOException {
        List<Integer> lengths = new ArrayList<>();
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            for (int at = 0; at < lines.size(); at++) {
                int length = methodLength(lines, at);
                if (length > 0) {
                    lengths.add(length);
                }
                if (length > 60) {
                    tooLong.add(file.getFileName() + ":" + (at + 1) + " has " + length + " lines");
                }
            }
        }
        lengths.sort(null);
        assertThat(lengths).as("methods found").hasSizeGreaterThan(200);
        assertThat(lengths.get(lengths.size() * 9 / 10))
                .as("nine in ten methods")
                .isLessThan(20);
        assertThat(tooLong).as("methods over 60 lines").isEmpty();
    }

    /** Lines from a method's head to its closing brace, which the formatter puts under the head; 0 if none begins here. */
    private static int methodLength(List<String> lines, int at) {
        Matcher head = METHOD.matcher(lines.get(at));
        if (!head.matches()
                || lines.get(at)
                        .matches(
                                ".*\\b(new|return|if|for|while|switch|try|catch|else|throw|record|class|interface|enum)\\b.*")) {
            return 0;
        }
        String indent = head.group(1);
        int open = at;
        while (open < lines.size() && !lines.get(open).endsWith("{")) {
            if (lines.get(open).endsWith(";") || lines.get(open).endsWith("}")) {
                return 0;
            }
            open++;
        }
        for (int end = open + 1; end < lines.size(); end++) {
            if (lines.get(end).startsWith(indent + "}")) {
                return end - at + 1;
            }
        }
        return 0;
    }

    @Test
    void everyPackageTellsWhatItTakesAndGives() throws IOException {
        for (Path folder : sources().stream().map(Path::getParent).distinct().toList()) {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(Files.readAllLines(info)).as(info.toString()).hasSizeLessThanOrEqualTo(40);
            String tour = Files.readString(info).replaceAll("\\s+\\*?\\s*", " ");
            assertThat(tour)
                    .as(info.toString())
                    .containsIgnoringCase("takes")
                    .containsIgnoringCase("gives")
                    .contains("Invariant", "NullMarked")
                    .contains("Read first: ");
            Matcher first = CLASS.matcher(tour.substring(tour.indexOf("Read first: ")));
            assertThat(first.find()).as("a class to read first in " + info).isTrue();
            assertThat(sources().stream().map(file -> file.getFileName().toString()))
                    .as(info.toString())
                    .contains(first.group(1) + ".java");
        }
    }

    @Test
    void namesAreNounsOfTheField() throws IOException {
        for (Path file : sources()) {
            assertThat(NAME.matcher(Files.readString(file))
                            .results()
                            .map(each -> each.group())
                            .toList())
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void nothingIsLeftToDo() throws IOException {
        for (Path file : sources()) {
            String source = Files.readString(file);
            assertThat(source).as(file.toString()).doesNotContainPattern("\\b(TODO|FIXME|HACK)\\b");
            assertThat(STRING.matcher(source).replaceAll("\"\""))
                    .as(file + ", its strings left out, since time patterns say XXX")
                    .doesNotContainPattern("\\bXXX\\b");
        }
    }
}
