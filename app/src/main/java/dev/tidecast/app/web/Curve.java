package dev.tidecast.app.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * A row of numbers as the path of a picture, {@code width} x {@code height} with 0 at its foot.
 *
 * @param spots what each place says to the pointer; may be empty
 */
public record Curve(String line, String area, long most, int width, int height, List<Spot> spots) {
    public Curve {
        spots = List.copyOf(spots);
    }

    /** A strip of the picture. */
    public record Spot(String from, String width, String text) {}

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
        return new Curve(
                path, path + "L" + width + " " + height + "L0 " + height + "Z", most, width, height, List.of());
    }

    /** The same, which says {@code text} of the number under the pointer. */
    static Curve of(long[] numbers, int width, int height, IntFunction<String> text) {
        Curve plain = of(numbers, width, height);
        double strip = (double) width / Math.max(1, numbers.length - 1);
        List<Spot> spots = new ArrayList<>();
        for (int k = 0; k < numbers.length; k++) {
            spots.add(new Spot(
                    String.format(Locale.ROOT, "%.1f", (k - .5) * strip),
                    String.format(Locale.ROOT, "%.1f", strip),
                    text.apply(k)));
        }
        return new Curve(plain.line, plain.area, plain.most, width, height, spots);
    }
}
