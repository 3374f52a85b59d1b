package dev.tidecast.app.web;

import java.util.List;

/**
 * An audience as the page shows it.
 *
 * @param conversions how many of its members are expected to act
 * @param sample says that not all users were asked; empty where all were
 * @param curve of the probability, by rank
 */
public record AudienceView(
        String name,
        String size,
        String conversions,
        String rate,
        boolean probabilities,
        String sample,
        Curve curve,
        List<AudienceMember> members) {}
