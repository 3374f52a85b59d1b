package dev.tidecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
    @TempDir
    private Path folder;

    private static SafeTensors sample() {
        return new SafeTensors(
                Map.of(
                        "b", StoredTensor.of(new float[] {1, -2, 3.5f, Float.NaN, 0, 6}, 2, 3),
                        "a", StoredTensor.of(new long[] {Long.MIN_VALUE, 7}, 2),
                        "scalar", StoredTensor.of(new double[] {Math.PI}),
                        "none", StoredTensor.of(new int[0], 0, 4)),
                Map.of("recipe", "räksmörgås \"quoted\""));
    }

    @Test
    void what_is_written_is_read() throws IOException {
        Path file = folder.resolve("w.safetensors");
        sample().write(file);
        SafeTensors read = SafeTensors.read(file);
        assertThat(read.tensor("b").floats()).containsExactly(1, -2, 3.5f, Float.NaN, 0, 6);
        assertThat(read.tensor("b").shape()).containsExactly(2, 3);
        assertThat(read.tensor("a").longs()).containsExactly(Long.MIN_VALUE, 7);
        assertThat(read.tensor("scalar").doubles()).containsExactly(Math.PI);
        assertThat(read.tensor("none").ints()).isEmpty();
        assertThat(read.text("recipe")).isEqualTo("räksmörgås \"quoted\"");
    }

    @Test
    void equal_content_gives_equal_bytes() throws IOException {
        String first = sample().write(folder.resolve("1"));
        String second = SafeTensors.read(folder.resolve("1")).write(folder.resolve("2"));
        assertThat(second).isEqualTo(first);
        assertThat(Files.mismatch(folder.resolve("1"), folder.resolve("2"))).isEqualTo(-1);
    }

    /** Golden bytes: the released format must not change by accident. */
    @Test
    void the_format_is_pinned() throws IOException {
        Path file = folder.resolve("golden");
        new SafeTensors(Map.of("w", StoredTensor.of(new float[] {1}, 1)), Map.of("k", "v")).write(file);
        byte[] bytes = Files.readAllBytes(file);
        String header =
                "{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        assertThat(new String(bytes, 8, header.length(), StandardCharsets.UTF_8))
                .isEqualTo(header);
        assertThat(HexFormat.of().formatHex(bytes, bytes.length - 4, bytes.length))
                .isEqualTo("0000803f");
        assertThat((bytes.length - 4) % 8).isZero();
    }

    @Test
    void a_file_cut_off_anywhere_is_refused_with_its_name() throws IOException {
        Path file = folder.resolve("whole");
        sample().write(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 5) {
            Path cut = folder.resolve("cut");
            Files.write(cut, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> SafeTensors.read(cut))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut is not a readable safetensors file");
        }
    }

    @Test
    void damaged_headers_are_refused() throws IOException {
        Path file = folder.resolve("whole");
        sample().write(file);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String damage :
                new String[] {"\"F32\"|\"F16\"", "[2,3]|[2,4]", "[2,3]|[-2,3]".replace("-2,3", "2,-"), "{|["}) {
            String[] parts = damage.split("\\|");
            Path bad = folder.resolve("bad");
            Files.writeString(bad, text.replace(parts[0], parts[1]), StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> SafeTensors.read(bad)).as(damage).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_missing_tensor_is_an_error_that_lists_those_present() {
        assertThatThrownBy(() -> sample().tensor("c"))
                .hasMessageContaining("'c'")
                .hasMessageContaining("scalar");
        assertThatThrownBy(() -> sample().tensor("a").floats()).hasMessageContaining("I64");
    }
}
