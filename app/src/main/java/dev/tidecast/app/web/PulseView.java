package dev.tidecast.app.web;

/**
 * The live figures.
 *
 * @param failed whether the disk takes no event now
 */
public record PulseView(
        boolean failed,
        String rate,
        String stored,
        String refused,
        String waiting,
        String freshness,
        String time,
        Curve curve) {}
