package dev.tidecast.data;

import dev.tidecast.event.BadInputException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Copies a text file into one that every reader understands: UTF-8, plain, no byte-order mark, line feeds only. */
final class Transcoding {
    private Transcoding() {}

    /**
     * Copies {@code file}, written in {@code encoding}, to {@code target}; broken UTF-8 is passed on for the reader to
     * count, other broken encodings are refused.
     */
    static void copy(Path file, Charset encoding, Path target) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".zst")) {
            throw new IllegalArgumentException(file + " must be unpacked first");
        }
        boolean bytesPass = encoding.equals(StandardCharsets.UTF_8);
        Charset reads = bytesPass ? StandardCharsets.ISO_8859_1 : encoding;
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                Reader in = new BufferedReader(
                        new InputStreamReader(plain, reads.newDecoder().onMalformedInput(CodingErrorAction.REPORT)),
                        1 << 16);
                Writer out = Files.newBufferedWriter(
                        target, bytesPass ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8)) {
            lines(in, out, bytesPass);
        } catch (CharacterCodingException wrong) {
            throw new BadInputException(
                    file + " is not written in " + encoding + ": give its encoding under format.encoding", wrong);
        } catch (EOFException cut) {
            throw new BadInputException(
                    file + " is cut short: its gzip stream has no end; fetch or write the file again", cut);
        } catch (IOException failed) {
            throw new BadInputException("can't read " + file + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * Writes the bytes of the lines of a .zst file, whatever their encoding, with line feeds. DuckDB is the one who can
     * unpack it, and takes each byte for a Latin-1 letter.
     *
     * @param limit SQL's, or empty for all lines
     */
    static void unpack(Database database, Path file, Path target, String limit) throws SQLException, IOException {
        Path letters = target.resolveSibling(target.getFileName() + ".letters");
        String lines = TextColumns.lines(file).replace("header=false", "header=false, encoding='latin-1'");
        try (Connection connection = database.fork()) {
            Database.run(
                    connection,
                    "COPY (SELECT coalesce(line, '') FROM (" + lines + limit + ")) TO "
                            + Database.text(letters.toString())
                            + " (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\u0001')");
        }
        try (Reader in = Files.newBufferedReader(letters);
                Writer out = Files.newBufferedWriter(target, StandardCharsets.ISO_8859_1)) {
            in.transferTo(out);
        }
        Files.delete(letters);
    }

    private static void lines(Reader in, Writer out, boolean bytesPass) throws IOException {
        int first = in.read();
        if (bytesPass && first == 0xef) {
            in.read();
            in.read();
            first = in.read();
        } else if (first == 0xfeff) {
            first = in.read();
        }
        int previous = -1;
        for (int c = first; c >= 0; c = in.read()) {
            if (c == '\r') {
                out.write('\n');
            } else if (c != '\n' || previous != '\r') {
                out.write(c);
            }
            previous = c;
        }
    }
}
