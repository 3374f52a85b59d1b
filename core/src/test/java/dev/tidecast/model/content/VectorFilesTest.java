package dev.tidecast.model.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidecast.sequence.Vocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFilesTest {
    @TempDir
    Path folder;

    /** What numpy.save writes for version {@code major} of its format. */
    private Path npy(int major, String type, String order, String shape, ByteBuffer data) throws IOException {
        String header = "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }\n".formatted(type, order, shape);
        ByteBuffer all =
                ByteBuffer.allocate(12 + header.length() + data.position()).order(ByteOrder.LITTLE_ENDIAN);
        all.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, 0});
        if (major == 1) {
            all.putShort((short) header.length());
        } else {
            all.putInt(header.length());
        }
        all.put(header.getBytes(StandardCharsets.US_ASCII)).put(data.flip());
        byte[] bytes = java.util.Arrays.copyOf(all.array(), all.position());
        return Files.write(folder.resolve("v.npy"), bytes);
    }

    private Path codes(String... codes) throws IOException {
        return Files.write(folder.resolve("codes.txt"), List.of(codes));
    }

    private static ByteBuffer data(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void three_types_and_both_headers_are_read() throws IOException {
        float[] values = {1, -2.5f, .125f, 6};
        ByteBuffer half = data(8);
        ByteBuffer single = data(16);
        ByteBuffer whole = data(32);
        for (float value : values) {
            half.putShort(Float.floatToFloat16(value));
            single.putFloat(value);
            whole.putDouble(value);
        }
        assertThat(NpyVectors.read(npy(1, "<f2", "False", "2, 2", half), codes("A", "B"))
                        .values())
                .isEqualTo(values);
        assertThat(NpyVectors.read(npy(2, "<f4", "False", "2, 2", single), codes("A", "B"))
                        .values())
                .isEqualTo(values);
        VectorTable read = NpyVectors.read(npy(1, "<f8", "False", "2, 2", whole), codes("A", "B"));
        assertThat(read.values()).isEqualTo(values);
        assertThat(read.codes()).containsExactly("A", "B");
        assertThat(read.wrong()).isZero();
    }

    @Test
    void what_is_not_such_a_matrix_is_refused_with_what_is_expected() throws IOException {
        ByteBuffer none = data(0);
        assertThatThrownBy(() -> NpyVectors.read(npy(1, "<f4", "True", "1, 1", none), codes("A")))
                .hasMessageContaining("Fortran");
        assertThatThrownBy(() -> NpyVectors.read(npy(1, "<i4", "False", "1, 1", none), codes("A")))
                .hasMessageContaining("<i4: <f2, <f4 and <f8");
        assertThatThrownBy(() -> NpyVectors.read(npy(1, "<f4", "False", "4,", none), codes("A")))
                .hasMessageContaining("rows x width");
        assertThatThrownBy(() -> NpyVectors.read(npy(1, "<f4", "False", "1, 3", none), codes("A")))
                .hasMessageContaining("cut short")
                .hasMessageContaining("12 bytes");
        assertThatThrownBy(() -> NpyVectors.read(npy(1, "<f4", "False", "1, 3", none), codes("A", "B")))
                .hasMessageContaining("has 2 lines");
        Path text = Files.writeString(folder.resolve("t.npy"), "hello, this is no matrix");
        assertThatThrownBy(() -> NpyVectors.read(text, codes("A"))).hasMessageContaining("not an npy file");
    }

    @Test
    void rows_join_items_by_code_and_all_others_are_counted() {
        VectorTable.Collector rows = new VectorTable.Collector(2);
        rows.add("B", new float[] {1, 2});
        rows.add("A", new float[] {3, Float.NaN});
        rows.add("B", new float[] {5, 6});
        rows.add("C", new float[] {7});
        rows.add(null, new float[] {7, 8});
        rows.add("D", null);
        rows.add("late", new float[] {9, 9});
        rows.add("stranger", new float[] {0, 1});
        VectorTable table = rows.table();
        assertThat(table.wrong()).isEqualTo(5);
        assertThat(table.firstWrong()).isEqualTo("row 2: the vector of A holds NaN");
        VectorTable.Joined joined = table.join("image", Vocabulary.of(List.of("A", "B", "late")), 2);
        assertThat(joined.modality().present()).containsExactly(false, true);
        assertThat(joined.modality().values()).containsExactly(0, 0, 1, 2);
        assertThat(joined.unknown()).isEqualTo(1);
        assertThat(joined.summary())
                .isEqualTo("image: 1 of 2 items have a vector of 2; 1 rows are of unknown items, 5 are wrong"
                        + " (first: row 2: the vector of A holds NaN)");
        assertThatThrownBy(() -> table.join("image", Vocabulary.of(List.of("X1")), 1))
                .hasMessageContaining("a row is called \"B\", an item \"X1\"");
    }
}
