package dev.tidecast.app.web;

/**
 * A row of the leaderboard.
 *
 * @param width of its bar and {@code from}, {@code span} of its interval, in percent of the best
 * @param difference to the best baseline with its interval; empty if it was not judged
 */
public record ModelRow(
        String id,
        String model,
        String registered,
        boolean serves,
        String measure,
        String width,
        String from,
        String span,
        String difference,
        String newItems,
        String calibration) {}
