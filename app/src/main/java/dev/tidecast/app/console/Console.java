package dev.tidecast.app.console;

import java.io.PrintStream;

/**
 * Where a run writes: results to {@code out}, progress and errors to {@code err}.
 *
 * @param live whether {@code err} is a terminal that can redraw a line
 * @param colour whether {@code out} may carry colours
 * @param width columns to fill
 */
public record Console(PrintStream out, PrintStream err, boolean live, boolean colour, int width) {
    /** How a piece of text is stressed. */
    public enum Stress {
        STRONG("1"),
        FAINT("2"),
        GOOD("32"),
        BAD("31");

        private final String code;

        Stress(String code) {
            this.code = code;
        }
    }

    public Console {
        if (width < 20) {
            throw new IllegalArgumentException("a console of " + width + " columns: 20 or more are allowed");
        }
    }

    /** The process's own; the launcher tells whether it is a terminal. */
    public static Console ofProcess() {
        boolean live = Boolean.getBoolean("tidecast.terminal") && !"dumb".equals(System.getenv("TERM"));
        java.io.Console terminal = System.console();
        boolean colour = terminal != null
                && terminal.isTerminal()
                && !"dumb".equals(System.getenv("TERM"))
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        int columns = Integer.getInteger("tidecast.columns", 0);
        return new Console(System.out, System.err, live, colour, columns < 20 ? 100 : Math.min(columns, 200));
    }

    /** One that writes plain lines to {@code out} and {@code err}. */
    public static Console plain(PrintStream out, PrintStream err) {
        return new Console(out, err, false, false, 100);
    }

    public void line(String text) {
        out.println(text);
    }

    /** The text with its stress where colours are allowed, else the text itself. */
    public String stressed(Stress stress, String text) {
        return colour ? "\u001b[" + stress.code + "m" + text + "\u001b[0m" : text;
    }

    /** A heading with a rule below it. */
    public void heading(String text) {
        out.println();
        out.println(stressed(Stress.STRONG, text));
    }
}
