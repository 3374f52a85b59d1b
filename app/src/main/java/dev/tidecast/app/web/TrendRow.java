package dev.tidecast.app.web;

/** One value; {@code now} and {@code was} are widths of bars. */
public record TrendRow(String name, String label, String expected, String last, String now, String was) {}
