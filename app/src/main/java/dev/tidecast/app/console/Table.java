package dev.tidecast.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text under headings, each column as wide as its widest cell; confined to one thread. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> headings = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** A column of words. */
    public Table left(String heading) {
        return column(heading, false);
    }

    /** A column of numbers. */
    public Table right(String heading) {
        return column(heading, true);
    }

    private Table column(String heading, boolean toTheRight) {
        headings.add(heading);
        right.add(toTheRight);
        return this;
    }

    /** A row; it must have one cell a column. */
    public Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in a table of " + headings.size());
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines: headings, a rule, the rows. */
    public List<String> lines() {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(headings.get(column));
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths));
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("─".repeat(width));
        }
        lines.add(String.join("──", rule));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    public void print(Console console) {
        lines().forEach(console::line);
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String blanks = " ".repeat(widths[column] - width(cell));
            line.append(column == 0 ? "" : GAP);
            line.append(right.get(column) ? blanks + cell : cell + blanks);
        }
        return line.toString().stripTrailing();
    }

    /** Columns that a text takes: colours take none, wide East Asian letters take two. */
    private static int width(String text) {
        return text.replaceAll("\u001b\\[\\d+m", "")
                .codePoints()
                .map(Table::width)
                .sum();
    }

    private static int width(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
            default -> 1;
        };
    }

    /** The text, cut to {@code columns} with an ellipsis where it is longer. */
    public static String cut(String text, int columns) {
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            used += width(text.codePointAt(at));
            if (used > columns - 1 && width(text) > columns) {
                return kept + "…";
            }
            kept.appendCodePoint(text.codePointAt(at));
        }
        return kept.toString();
    }

    /** A whole number with thousands apart: {@code 1,067,370}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
