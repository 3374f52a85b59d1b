package dev.tidecast.model.image;

import dev.tidecast.model.content.VectorTable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Vectors of all pictures in a folder or a tar file; a picture's code is its file's name without the ending. */
public final class PictureFiles {
    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "gif", "bmp");
    private static final long MOST_PIXELS = 100_000_000;

    private PictureFiles() {}

    /**
     * Reads all pictures below a folder, in the order of their paths, or of a tar file, in its order; other files are
     * passed over, pictures that can't be read are counted.
     *
     * @throws IOException if the folder or file can't be read or holds no picture
     */
    public static VectorTable read(Path source) throws IOException {
        VectorTable.Collector rows = new VectorTable.Collector(PictureVector.WIDTH);
        long[] pictures = new long[1];
        TarFile.Sink sink = (name, bytes) -> {
            pictures[0]++;
            add(name, bytes, rows);
        };
        if (Files.isDirectory(source)) {
            for (Path file : pictures(source)) {
                sink.accept(file.toString(), Files.readAllBytes(file));
            }
        } else {
            TarFile.read(source, PictureFiles::isPicture, sink);
        }
        checkSome(source, pictures[0]);
        return rows.table();
    }

    private static void checkSome(Path source, long pictures) throws IOException {
        if (pictures == 0) {
            throw new IOException(source + " holds no picture: files that end in "
                    + ENDINGS.stream().sorted().toList() + " are read");
        }
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> isPicture(file.toString()) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isPicture(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
                && !fileName(name).startsWith(".");
    }

    private static String fileName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static void add(String name, byte[] bytes, VectorTable.Collector rows) {
        String file = fileName(name);
        try {
            rows.add(file.substring(0, file.lastIndexOf('.')), PictureVector.of(picture(bytes)));
        } catch (IOException | RuntimeException unread) { // damaged pictures make decoders throw either
            rows.leaveOut(name + " is not a picture that can be read: " + unread.getMessage());
        }
    }

    private static BufferedImage picture(byte[] bytes) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("its format is unknown");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw new IOException(pixels + " pixels, " + MOST_PIXELS + " at most are read");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }
}
