package dev.tidecast.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * What the doctor found; the content of doctor.json, whose fields docs/doctor.md explains.
 *
 * @param log its name
 * @param behaviour that is asked for
 * @param horizonDays that are asked for
 * @param findings the worst first
 */
public record DoctorReport(
        String log,
        String behaviour,
        int horizonDays,
        Sufficiency sufficiency,
        RepeatShare repeats,
        List<Finding> findings) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /** The same with other findings, as after measuring their effects. */
    public DoctorReport with(List<Finding> others) {
        return new DoctorReport(log, behaviour, horizonDays, sufficiency, repeats, others);
    }

    public String toJson() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a report of plain records is always JSON", impossible);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static DoctorReport fromJson(String json) {
        try {
            return JSON.readValue(json, DoctorReport.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalArgumentException("not a doctor's report: " + damaged.getOriginalMessage(), damaged);
        }
    }
}
