package dev.tidecast.clean;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as a log writes them.
 *
 * @param decimal the decimal mark
 * @param thousands the grouping mark, null for none
 */
public record NumberReader(char decimal, @Nullable Character thousands) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** The number that {@code text} writes, NaN if it writes none or one beyond a double's range. */
    public double read(String text) {
        String plain = thousands == null ? text : text.replace(String.valueOf((char) thousands), "");
        if (decimal != '.') {
            if (plain.indexOf('.') >= 0) {
                return Double.NaN;
            }
            plain = plain.replace(decimal, '.');
        }
        if (!NUMBER.matcher(plain).matches()) {
            return Double.NaN;
        }
        double value = Double.parseDouble(plain);
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
