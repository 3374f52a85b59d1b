package dev.tidecast.model.lifetime;

import dev.tidecast.model.TestShop;
import dev.tidecast.sequence.Dataset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The CDNOW purchases of the folder TIDECAST_TEST_DATA, as datasets of one item. */
public final class Cdnow {
    public static final String ABSENT = "CDNOW_sample.txt.gz is not in TIDECAST_TEST_DATA/cdnow: skipped";

    private Cdnow() {}

    /** The sample of 2,357 customers, to the end of 1998-06-30. */
    public static Optional<Dataset> sample() throws IOException {
        String folder = System.getenv("TIDECAST_TEST_DATA");
        Path file = folder == null ? Path.of("") : Path.of(folder, "cdnow", "CDNOW_sample.txt.gz");
        if (folder == null || !Files.exists(file)) {
            return Optional.empty();
        }
        TestShop shop = new TestShop();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            lines.lines().map(line -> line.strip().split("\\s+")).forEach(row -> {
                long noon = endOf(LocalDate.parse(row[2], DateTimeFormatter.BASIC_ISO_DATE)) - 43_200;
                shop.pays(row[1], "disc", noon, Double.parseDouble(row[4]));
            });
        }
        return Optional.of(shop.dataset().asOf(endOf(LocalDate.of(1998, 6, 30))));
    }

    /** The last second of a day. */
    public static long endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) - 1;
    }
}
