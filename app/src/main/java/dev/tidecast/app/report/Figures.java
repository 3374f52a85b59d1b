package dev.tidecast.app.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers and metrics are written on the page: the same in every locale. */
public final class Figures {
    private Figures() {}

    /** {@code 1,067,371}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A measure from 0 to 1: {@code .374}. */
    public static String measure(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.startsWith("0.") ? text.substring(1) : text;
    }

    /** The same, a dash where it was not measured. */
    public static String measureOrDash(@Nullable Double value) {
        return value == null ? "–" : measure(value);
    }

    /** A loss: {@code 6.8123}. */
    public static String loss(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** A difference with its sign: {@code +.012}. */
    public static String signed(double value) {
        String text = measure(Math.abs(value));
        return value < 0 ? "−" + text : "+" + text;
    }

    /** A part of a whole, given from 0 to 100: {@code 71.8 %}. */
    public static String percent(double value) {
        if (value > 0 && value < 0.1) {
            return "< 0.1 %";
        }
        return String.format(Locale.ROOT, "%.1f %%", value);
    }

    /** A probability from 0 to 1: {@code 34 %}. */
    public static String probability(double value) {
        return value < 0.1 ? percent(100 * value) : String.format(Locale.ROOT, "%.0f %%", 100 * value);
    }

    /** A plain decimal for style attributes and quantiles: {@code 12.5}. */
    public static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** {@code 93 s} or {@code 3 min 12 s}. */
    public static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return whole < 120 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }

    /** {@code NDCG@10} for {@code ndcg@10}, {@code New items: recall@20} for {@code new-item-recall@20}. */
    public static String metric(String code) {
        for (String scope : new String[] {"new-item", "repeat", "explore"}) {
            if (code.startsWith(scope + "-")) {
                String name = metric(code.substring(scope.length() + 1));
                String where = scope.equals("new-item") ? "New items" : scope.equals("repeat") ? "Repeat" : "Explore";
                return where + ": " + (name.startsWith("NDCG") ? name : name.toLowerCase(Locale.ROOT));
            }
        }
        return switch (code.replaceAll("@.*", "")) {
            case "ndcg", "mrr", "auroc", "f1" -> code.toUpperCase(Locale.ROOT);
            default -> code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1);
        };
    }
}
