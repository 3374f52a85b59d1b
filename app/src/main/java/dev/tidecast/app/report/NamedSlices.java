package dev.tidecast.app.report;

/**
 * Slices by one property.
 *
 * @param id for links
 * @param title of the section
 * @param lead a sentence that says what the groups are
 */
public record NamedSlices(String id, String title, String lead, ActivitySlices slices) {}
