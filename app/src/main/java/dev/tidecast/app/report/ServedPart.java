package dev.tidecast.app.report;

import java.util.List;

/**
 * Which model is served, and whether it has earned it.
 *
 * @param sentence names it
 * @param looks how often the judged window was looked at; empty if it was not judged
 * @param findings figures that speak for it
 * @param objections what speaks against it; empty for one that has earned its place
 * @param history promotions and rollbacks, the latest first
 */
public record ServedPart(
        String sentence, String looks, List<String> findings, List<String> objections, List<String> history) {
    public ServedPart {
        findings = List.copyOf(findings);
        objections = List.copyOf(objections);
        history = List.copyOf(history);
    }
}
