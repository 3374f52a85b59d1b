package dev.tidecast.app.web;

/**
 * One value.
 *
 * @param change against moving as the shop as a whole does
 * @param now width of its bar, and {@code level} that of a bar which moved with the whole, in percent
 */
public record TrendRow(String name, String label, String expected, String change, String now, String level) {}
