package dev.tidecast.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.model.SparseRows;
import dev.tidecast.model.content.ContentNeighbours;
import dev.tidecast.model.content.Modality;
import dev.tidecast.model.content.VectorTable;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
    @TempDir
    Path folder;

    /** A square or bars of a colour on white. */
    private static BufferedImage picture(Color colour, boolean bars, int side) {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean inside = bars ? x * 12 / side % 2 == 0 : x > side / 4 && x < side * 3 / 4 && y > side / 4;
                picture.setRGB(x, y, inside ? colour.getRGB() : Color.WHITE.getRGB());
            }
        }
        return picture;
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static double product(float[] a, float[] b, int from, int to) {
        double sum = 0;
        for (int d = from; d < to; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }

    @Test
    void colours_and_outlines_are_told_apart_and_size_does_not_matter() {
        float[] red = PictureVector.of(picture(Color.RED, false, 96));
        float[] blue = PictureVector.of(picture(Color.BLUE, false, 96));
        float[] bars = PictureVector.of(picture(Color.RED, true, 96));
        float[] large = PictureVector.of(picture(Color.RED, false, 192));
        int all = PictureVector.WIDTH;
        assertThat(product(red, red, 0, 72)).isCloseTo(1, within(1e-5));
        assertThat(product(red, red, 72, all)).isCloseTo(1, within(1e-5));
        assertThat(product(red, large, 0, all)).isGreaterThan(1.95);
        assertThat(product(red, blue, 0, 72)).isLessThan(.8);
        assertThat(product(red, blue, 72, all)).isGreaterThan(.95);
        assertThat(product(red, bars, 72, all)).isLessThan(.7);
        assertThat(product(red, bars, 0, 72)).isGreaterThan(.9);
    }

    @Test
    void a_folder_and_a_tar_file_give_the_same_rows_and_damaged_pictures_are_counted() throws IOException {
        Path pictures = folder.resolve("pictures");
        Files.createDirectories(pictures.resolve("below"));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        byte[] good = png(picture(Color.RED, true, 60));
        byte[] broken = java.util.Arrays.copyOf(good, 40);
        String longName = "below/" + "x".repeat(120) + ".png";
        List<String> names = List.of("below/A1.png", "below/B2.jpg", longName, "below/note.txt");
        List<byte[]> contents = List.of(good, broken, good, "a note".getBytes(StandardCharsets.UTF_8));
        for (int file = 0; file < names.size(); file++) {
            Files.write(pictures.resolve(names.get(file)), contents.get(file));
            if (names.get(file).length() > 100) {
                entry(tar, "././@LongLink", 'L', (names.get(file) + "\0").getBytes(StandardCharsets.UTF_8));
            }
            entry(tar, names.get(file), '0', contents.get(file));
        }
        tar.write(new byte[1024]);
        VectorTable fromFolder = PictureFiles.read(pictures);
        VectorTable fromTar = PictureFiles.read(Files.write(folder.resolve("p.tar"), tar.toByteArray()));
        assertThat(fromFolder.codes()).containsExactly("A1", "x".repeat(120));
        assertThat(fromTar.codes()).isEqualTo(fromFolder.codes());
        assertThat(fromTar.values()).isEqualTo(fromFolder.values());
        assertThat(fromTar.wrong()).isEqualTo(1);
        assertThat(fromTar.firstWrong()).startsWith("below/B2.jpg is not a picture that can be read");
    }

    private static void entry(ByteArrayOutputStream tar, String name, char type, byte[] bytes) {
        byte[] header = new byte[512];
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, header, 0, Math.min(100, text.length));
        byte[] size = String.format(Locale.ROOT, "%011o", bytes.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        java.util.Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = (byte) type;
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        byte[] check = String.format(Locale.ROOT, "%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(check, 0, header, 148, check.length);
        tar.writeBytes(header);
        tar.writeBytes(bytes);
        tar.writeBytes(new byte[(512 - bytes.length % 512) % 512]);
    }

    @Test
    void what_holds_no_picture_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("t.tar"), "no tar ".repeat(200));
        assertThatThrownBy(() -> PictureFiles.read(text)).hasMessageContaining("not a tar file");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> PictureFiles.read(empty)).hasMessageContaining("holds no picture");
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, "a.png", '0', new byte[5_000]);
        Path cut = Files.write(folder.resolve("c.tar"), java.util.Arrays.copyOf(tar.toByteArray(), 2_000));
        assertThatThrownBy(() -> PictureFiles.read(cut)).hasMessageContaining("cut short");
    }

    /** 800 photos of some hundred types: how often the nearest photo is of the same type, beside chance. */
    @Test
    void the_nearest_photo_of_a_real_catalogue_is_mostly_of_the_same_type() throws IOException {
        Path tar = Path.of(System.getenv().getOrDefault("TIDECAST_TEST_DATA", "absent"), "fashion_products.tar");
        Assumptions.assumeTrue(Files.exists(tar), "fashion_products.tar is not in TIDECAST_TEST_DATA: skipped");
        Path photos = Files.createDirectories(folder.resolve("photos"));
        int[] count = new int[1];
        TarFile.read(tar, name -> name.endsWith(".jpg") && count[0] < 800, (name, bytes) -> {
            count[0]++;
            Files.write(photos.resolve(name.substring(name.lastIndexOf('/') + 1)), bytes);
        });
        VectorTable table = PictureFiles.read(photos);
        assertThat(table.wrong()).isZero();
        List<String> labels = labels(tar, table.codes());
        boolean[] present = new boolean[labels.size()];
        java.util.Arrays.fill(present, true);
        SparseRows nearest = ContentNeighbours.of(new Modality("image", table.width(), table.values(), present), 1);
        double same = 0;
        double chance = 0;
        for (int item = 0; item < labels.size(); item++) {
            String label = labels.get(item);
            same += labels.get(nearest.column()[nearest.from()[item]]).equals(label) ? 1 : 0;
            chance += (java.util.Collections.frequency(labels, label) - 1.0) / (labels.size() - 1);
        }
        System.out.printf(
                Locale.ROOT,
                "photos: %d, nearest of the same type %.3f, by chance %.3f%n",
                labels.size(),
                same / labels.size(),
                chance / labels.size());
        assertThat(same / chance).isGreaterThan(8);
    }

    private static List<String> labels(Path tar, List<String> codes) throws IOException {
        java.util.Map<String, String> types = new java.util.HashMap<>();
        TarFile.read(
                tar,
                name -> name.endsWith("styles.csv"),
                (name, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .map(line -> line.split(",", -1))
                        .forEach(line -> types.put(line[0], line[4])));
        List<String> labels = new ArrayList<>();
        codes.forEach(code -> labels.add(types.getOrDefault(code, "?")));
        return labels;
    }
}
