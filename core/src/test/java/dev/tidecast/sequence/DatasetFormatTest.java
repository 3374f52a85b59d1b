package dev.tidecast.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.event.Behaviour;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFormatTest {
    @TempDir
    Path folder;

    private static Dataset small() {
        DatasetBuilder builder = new DatasetBuilder();
        builder.add(0, 1, Behaviour.VIEW.ordinal(), 100, Float.NaN, 2.5f, -1, -1);
        int bought = builder.add(1, 0, Behaviour.PURCHASE.ordinal(), 100, 2, 2.5f, 7, -1);
        builder.add(0, -1, Behaviour.SEARCH.ordinal(), 150, Float.NaN, Float.NaN, -1, 0);
        builder.add(0, 0, Behaviour.PURCHASE.ordinal(), 200, 1, 3, 8, -1);
        builder.fold(bought, 2);
        builder.revoke(bought, 300);
        return builder.build(
                "small",
                ZoneId.of("Europe/London"),
                true,
                List.of("ann", "bob", "never"),
                new DatasetBuilder.ItemTexts(
                        List.of("a", "b", "c"),
                        List.of("Apple", "", ""),
                        List.of("fruit", "", ""),
                        List.of("", "", "")),
                List.of("red shoes"));
    }

    @Test
    void aDatasetSurvivesTheDisk() {
        DatasetFolder.write(small(), folder.resolve("d"));
        DatasetFolder.verify(folder.resolve("d"));
        assertIsSmall(DatasetFolder.open(folder.resolve("d")));
    }

    /** A folder that version 1 wrote, kept as it was: datasets on people's disks must stay readable. */
    @Test
    void aFolderOfVersion1IsReadAndWrittenAsEver() throws Exception {
        URL manifest = getClass().getResource("/sequence/dataset-1/manifest.json");
        Path kept = Objects.requireNonNull(
                Path.of(Objects.requireNonNull(manifest).toURI()).getParent());
        assertIsSmall(DatasetFolder.open(kept));
        DatasetFolder.write(small(), folder.resolve("d"));
        try (Stream<Path> files = Files.list(kept)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(folder.resolve("d")
                                    .resolve(file.getFileName().toString()))
                            .hasSameBinaryContentAs(file));
        }
    }

    private static void assertIsSmall(Dataset read) {
        assertThat(read.users().texts()).containsExactly("ann", "bob");
        assertThat(read.items().names().texts()).containsExactly("a", "b");
        assertThat(read.items().label(0)).isEqualTo("Apple");
        assertThat(read.items().label(1)).isEqualTo("b");
        assertThat(read.zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(read.history(0).size()).isEqualTo(3);
        assertThat(read.history(0).item(1)).isEqualTo(-1);
        assertThat(read.queries().get(read.history(0).query(1))).isEqualTo("red shoes");
        assertThat(read.history(1).repeats(0)).isEqualTo(3);
        assertThat(read.asOf(300).history(1).isEmpty()).isTrue();
        assertThat(read.asOf(99).userCount()).isZero();
    }

    @Test
    void columnsAreThoseOfNumpy() throws Exception {
        DatasetFolder.write(small(), folder.resolve("d"));
        byte[] bytes = Files.readAllBytes(folder.resolve("d/item.npy"));
        assertThat(HexFormat.of().formatHex(bytes, 0, 10)).isEqualTo("934e554d505901007600");
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<i4', 'fortran_order': False, 'shape': (4,), }")
                .endsWith(" \n");
        assertThat(HexFormat.of().formatHex(bytes, 128, 144)).isEqualTo("01000000ffffffff0000000000000000");
    }

    @Test
    void damageIsFound() throws Exception {
        DatasetFolder.write(small(), folder.resolve("d"));
        Path column = folder.resolve("d/time.npy");
        byte[] bytes = Files.readAllBytes(column);
        bytes[bytes.length - 1] ^= 1;
        Files.write(column, bytes);
        assertThatThrownBy(() -> DatasetFolder.verify(folder.resolve("d")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("time.npy");
        Files.write(column, java.util.Arrays.copyOf(bytes, bytes.length - 8));
        assertThatThrownBy(() -> DatasetFolder.open(folder.resolve("d")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("time.npy");
        assertThatThrownBy(() -> DatasetFolder.open(folder.resolve("absent")))
                .hasMessageContaining("run prepare first");
    }

    @Test
    void rowsOutOfTimeOrderAreRefused() {
        DatasetBuilder builder = new DatasetBuilder();
        builder.add(0, 0, 5, 200, 1, 1, -1, -1);
        builder.add(0, 0, 5, 100, 1, 1, -1, -1);
        List<String> one = List.of("x");
        assertThatThrownBy(() -> builder.build(
                        "n", ZoneId.of("UTC"), true, one, new DatasetBuilder.ItemTexts(one, one, one, one), List.of()))
                .hasMessageContaining("time order");
    }

    @Test
    void aFolderWrittenBeforeThereWereCustomersAndDescriptionsIsRead() throws Exception {
        Path written = folder.resolve("d");
        DatasetFolder.write(small(), written);
        Path manifest = written.resolve("manifest.json");
        var json = (com.fasterxml.jackson.databind.node.ObjectNode)
                new com.fasterxml.jackson.databind.ObjectMapper().readTree(Files.readString(manifest));
        var columns = (com.fasterxml.jackson.databind.node.ObjectNode)
                json.path("shards").path(0).path("columns");
        columns.remove(List.of(
                "item_price",
                "descriptions.bytes",
                "descriptions.offsets",
                "images.bytes",
                "images.offsets",
                "customer_attributes.bytes",
                "customer_attributes.offsets"));
        assertThat(columns.size()).as("columns of the first version").isEqualTo(25);
        columns.set("of_tomorrow", columns.get("item"));
        Files.writeString(manifest, json.toString());
        Dataset read = DatasetFolder.open(written);
        assertThat(read.customers().attributes()).isEmpty();
        assertThat(read.items().price().get(0)).isNaN();
        assertThat(read.items().descriptions().texts()).containsExactly("", "");
        assertThat(read.items().label(0)).isEqualTo("Apple");
    }
}
