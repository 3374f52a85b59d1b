package dev.tidecast.app.verify;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads files that hold a user and its items in their order on each line, blanks between. */
final class SequenceFile {
    private SequenceFile() {}

    /** Writes {@code table} with a row for each item and returns it. */
    static Path toTable(Path file, Path table) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
                BufferedWriter rows = Files.newBufferedWriter(table)) {
            rows.write("user,item\n");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.strip().split("\\s+");
                for (int i = 1; i < words.length; i++) {
                    rows.write(words[0] + "," + words[i] + "\n");
                }
            }
        }
        return table;
    }
}
