package dev.tidecast.app.web;

/** A measure of two versions; {@code verdict} is up, down or empty. */
public record ComparedRow(String measure, String first, String second, String difference, String verdict) {}
