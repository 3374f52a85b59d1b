package dev.tidecast.app.report;

import java.util.List;

/**
 * What the doctor found in the log.
 *
 * @param verdict enough, tight or too-little
 * @param why in one sentence
 * @param repeats how much of what users do they have done before
 * @param findings the worst first
 */
public record DoctorPart(String verdict, String why, String repeats, List<Finding> findings) {
    public DoctorPart {
        findings = List.copyOf(findings);
    }

    /**
     * Something that costs accuracy or misleads.
     *
     * @param severity serious, warn or info
     * @param effect what mending it changes, as text; empty where it was not measured
     */
    public record Finding(
            String severity,
            String code,
            String found,
            String advice,
            String yaml,
            String effect,
            List<String> evidence) {
        public Finding {
            evidence = List.copyOf(evidence);
        }
    }
}
