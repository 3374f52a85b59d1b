package dev.tidecast.app.console;

/** Draws shares as bars. */
public final class Bar {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bar() {}

    /** A bar of {@code share} (0 to 1) of {@code width} columns, in eighths of a column. */
    public static String of(double share, int width) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of " + share + ": 0 to 1 is allowed");
        }
        int eighths = (int) Math.round(share * width * 8);
        String rest = eighths % 8 == 0 ? "" : String.valueOf(EIGHTHS.charAt(eighths % 8));
        return "█".repeat(eighths / 8) + rest;
    }
}
