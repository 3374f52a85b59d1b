package dev.tidecast.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.store.StepRecord;
import dev.tidecast.clean.CleaningReport;
import dev.tidecast.provenance.Artefact;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes summary.json: seconds and peak memory of each step, rows by reason, hashes of data and model. */
final class Summary {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Summary() {}

    static void write(Run run) throws IOException {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("name", run.configuration().log().name());
        summary.put("recipe", run.configuration().recipe().name());
        Map<String, Object> steps = new LinkedHashMap<>();
        Map<String, String> hashes = new TreeMap<>();
        for (StepRecord step : run.steps().finished()) {
            steps.put(step.step(), Map.of("seconds", step.seconds(), "peakMemoryBytes", step.peakBytes()));
            hashes.putAll(step.outputs());
        }
        summary.put("steps", steps);
        if (Files.exists(run.folder().cleaning())) {
            summary.put("rows", rows(PrepareCommand.report(run)));
        }
        summary.put("dataHash", hashes.getOrDefault("dataset", ""));
        summary.put("modelHash", hashes.getOrDefault("model", ""));
        summary.put("hashes", hashes);
        summary.put("provenance", run.provenance(hashes.getOrDefault("dataset", ""), "see steps", null));
        Artefact.writeText(
                run.folder().summary(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(summary));
    }

    private static Map<String, Object> rows(CleaningReport report) {
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("read", report.read());
        rows.put("kept", report.kept());
        Map<String, Long> reasons = new LinkedHashMap<>();
        report.reasons().forEach((reason, count) -> reasons.put(reason.code(), count));
        rows.put("reasons", reasons);
        return rows;
    }
}
