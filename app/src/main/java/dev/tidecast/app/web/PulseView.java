package dev.tidecast.app.web;

/** The live figures. */
public record PulseView(
        String rate, String stored, String refused, String waiting, String freshness, String time, Curve curve) {}
