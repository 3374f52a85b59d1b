package dev.tidecast.app.web;

import java.util.Locale;

/** A row of numbers as the path of a picture, {@code width} x {@code height} with 0 at its foot. */
public record Curve(String line, String area, long most, int width, int height) {
    /** Draws numbers of 0 or more. */
    static Curve of(long[] numbers, int width, int height) {
        long most = 1;
        for (long each : numbers) {
            most = Math.max(most, each);
        }
        StringBuilder line = new StringBuilder();
        for (int k = 0; k < numbers.length; k++) {
            line.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    k == 0 ? "M" : "L",
                    (double) k * width / Math.max(1, numbers.length - 1),
                    height - 2 - (double) numbers[k] * (height - 6) / most));
        }
        String path = line.toString();
        return new Curve(path, path + "L" + width + " " + height + "L0 " + height + "Z", most, width, height);
    }
}
