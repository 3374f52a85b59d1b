package dev.tidecast.app.intake;

import dev.tidecast.data.FileSample;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The first whole lines of a file and the character set that they are written in.
 *
 * @param lines without line ends, blank ones left out
 */
record SampleText(Charset encoding, List<String> lines) {
    private static final int BYTES = 1 << 20;

    static SampleText read(Path file) throws IOException {
        byte[] bytes = beginning(file);
        if (bytes.length == 0) {
            throw new NotALogException(file + " is empty: a log needs at least one event");
        }
        int end = bytes.length < BYTES ? bytes.length : lastLineEnd(bytes);
        byte[] whole = java.util.Arrays.copyOf(bytes, end);
        Charset encoding = encoding(whole);
        String text = new String(whole, encoding);
        if (text.indexOf('\0') >= 0) {
            throw new NotALogException(file + " holds NUL bytes: it is no text, or is written in UTF-16; "
                    + "save it as UTF-8, or give it as Parquet");
        }
        String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
        List<String> lines = unmarked.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new NotALogException(file + " has blank lines only: a log needs at least one event");
        }
        return new SampleText(encoding, lines);
    }

    private static byte[] beginning(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".zst")) {
            return FileSample.ofZstd(file, BYTES);
        }
        try (InputStream plain = new BufferedInputStream(Files.newInputStream(file));
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(plain) : plain) {
            return in.readNBytes(BYTES);
        } catch (ZipException | EOFException damaged) {
            throw new NotALogException(file + " is a damaged .gz file (" + damaged.getMessage() + "): copy it again");
        }
    }

    private static int lastLineEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end == 0 ? bytes.length : end;
    }

    private static Charset encoding(byte[] bytes) {
        if (reads(bytes, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        Charset chinese = Charset.forName("GBK");
        boolean han = reads(bytes, chinese) && mostlyPairs(bytes);
        return han ? chinese : Charset.forName("windows-1252");
    }

    /** Whether most letters beyond ASCII are two such bytes, as in Chinese; letters with accents stand alone. */
    private static boolean mostlyPairs(byte[] bytes) {
        int letters = 0;
        int pairs = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] < 0) {
                letters++;
                boolean pair = at + 1 < bytes.length && (bytes[at + 1] & 0xff) >= 0xa1;
                pairs += pair ? 1 : 0;
                at += pair ? 1 : 0;
            }
        }
        return pairs * 2 > letters;
    }

    private static boolean reads(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .length()
                    > 0;
        } catch (CharacterCodingException otherCharset) {
            return false;
        }
    }
}
