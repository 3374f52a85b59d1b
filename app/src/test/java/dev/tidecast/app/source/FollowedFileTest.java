package dev.tidecast.app.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.app.intake.Fields;
import dev.tidecast.event.FileFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFileTest {
    private static final String HEAD = "user,item,time\n";

    @TempDir
    private Path folder;

    private Path log() {
        return folder.resolve("events.csv");
    }

    private Feeds feeds(FileFormat.Kind kind) {
        return new Feeds(List.of(new FileFeed(Shop.source(log(), kind), Duration.ofMillis(10))), List.of(), List.of());
    }

    private static String row(String item) {
        return "ann," + item + ",2026-01-02T03:04:05Z\n";
    }

    private void append(String text) throws IOException {
        Files.writeString(log(), text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void rotate() throws IOException {
        Files.move(log(), folder.resolve("events.csv.1"));
    }

    @Test
    void aHalfLineWaitsForItsOtherHalf() throws Exception {
        append(HEAD + row("a") + "ann,b");
        try (Shop shop = new Shop(folder.resolve("store"));
                LiveSources sources = LiveSources.start(feeds(FileFormat.Kind.CSV), shop.intake)) {
            Shop.await("the first row", () -> shop.items("ann").equals(List.of("a")));
            Thread.sleep(50);
            assertThat(shop.items("ann")).containsExactly("a");
            append(",2026-01-02T03:04:05Z\n");
            Shop.await("the other half", () -> shop.items("ann").equals(List.of("a", "b")));
            assertThat(sources.views().getFirst().taken()).isEqualTo(2);
        }
    }

    @Test
    void aRenamedFileIsReadToItsEndBeforeTheNewOneIsBegun() throws Exception {
        append(HEAD + row("a"));
        try (Shop shop = new Shop(folder.resolve("store"));
                LiveSources sources = LiveSources.start(feeds(FileFormat.Kind.CSV), shop.intake)) {
            Shop.await("the first row", () -> shop.items("ann").size() == 1);
            append(row("b"));
            rotate();
            append(HEAD + row("c"));
            Shop.await("both files", () -> shop.items("ann").size() == 3);
            assertThat(shop.items("ann")).containsExactly("a", "b", "c");
        }
    }

    @Test
    void whatWasRotatedWhileNobodyLookedIsStillRead() throws Exception {
        append(HEAD + row("a"));
        Path store = folder.resolve("store");
        try (Shop shop = new Shop(store);
                LiveSources sources = LiveSources.start(feeds(FileFormat.Kind.CSV), shop.intake)) {
            Shop.await("the first row", () -> shop.items("ann").size() == 1);
        }
        append(row("b"));
        rotate();
        append(HEAD + row("c"));
        try (Shop shop = new Shop(store);
                LiveSources sources = LiveSources.start(feeds(FileFormat.Kind.CSV), shop.intake)) {
            Shop.await("both files", () -> shop.items("ann").size() == 3);
            assertThat(shop.items("ann")).containsExactly("a", "b", "c");
        }
    }

    @Test
    void aFileThatWasCutShortIsBegunAnew() throws Exception {
        append(HEAD + row("a") + row("b"));
        try (Shop shop = new Shop(folder.resolve("store"));
                LiveSources sources = LiveSources.start(feeds(FileFormat.Kind.CSV), shop.intake)) {
            Shop.await("two rows", () -> shop.items("ann").size() == 2);
            Files.writeString(log(), HEAD + row("c"));
            Shop.await("the new row", () -> shop.items("ann").size() == 3);
            assertThat(shop.items("ann")).containsExactly("a", "b", "c");
        }
    }

    @Test
    void stoppingAndStartingAtAnyMomentLosesAndDoublesNothing() throws Exception {
        long seed = 20261124;
        Random random = new Random(seed);
        List<String> written = new ArrayList<>();
        append(HEAD);
        for (int round = 0; round < 6; round++) {
            try (Shop shop = new Shop(folder.resolve("store"));
                    LiveSources sources = LiveSources.start(feeds(FileFormat.Kind.CSV), shop.intake)) {
                for (int k = 0; k < 300; k++) {
                    String item = "i" + written.size();
                    append(row(item));
                    written.add(item);
                }
                Thread.sleep(random.nextInt(30));
            }
        }
        try (Shop shop = new Shop(folder.resolve("store"));
                LiveSources sources = LiveSources.start(feeds(FileFormat.Kind.CSV), shop.intake)) {
            Shop.await("all rows", () -> shop.store.appended() >= written.size());
            assertThat(shop.items("ann")).as("seed " + seed).isEqualTo(written);
        }
    }

    @Test
    void rowsThatTheRulesRefuseAreCountedAndTheRestGoesOn() throws Exception {
        append("{\"user\":\"ann\",\"item\":\"a\",\"time\":\"2026-01-02T03:04:05Z\"}\n" + "no json\n"
                + "{\"user\":\"ann\",\"item\":\"b\",\"time\":\"yesterday\"}\n"
                + "{\"user\":\"ann\",\"item\":\"c\",\"time\":\"2026-01-02T03:04:06Z\"}\n");
        try (Shop shop = new Shop(folder.resolve("store"));
                LiveSources sources = LiveSources.start(feeds(FileFormat.Kind.JSONL), shop.intake)) {
            Shop.await("all rows", () -> shop.items("ann").size() == 2);
            assertThat(shop.items("ann")).containsExactly("a", "c");
            assertThat(sources.views().getFirst().refused()).isEqualTo(2);
        }
    }

    @Test
    void quotedFieldsMayHoldLineEndsAndDelimiters() {
        byte[] bytes = "a,\"b\nc, \"\"d\"\"\"\nnext".getBytes(StandardCharsets.UTF_8);
        int length = Lines.record(bytes, 0, bytes.length, true);
        assertThat(Fields.split(Lines.text(bytes, 0, length), ',')).containsExactly("a", "b\nc, \"d\"");
        assertThat(Lines.record(bytes, length, bytes.length, true)).isZero();
    }
}
