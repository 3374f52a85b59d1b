package dev.tidecast.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.doctor.DoctorReport;
import dev.tidecast.doctor.Effect;
import dev.tidecast.doctor.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor on a small real log: found, measured, skipped where nothing has changed. */
class DoctorTest {
    private static final String RECIPE =
            "{threads: 2, models: [popular], target: {behaviour: purchase, horizon-days: 30}, bootstrap: {resamples: 50}}";

    @TempDir
    Path folder;

    @Test
    void findingsAreShownStoredAndMeasured() throws IOException {
        Path config = SmallLog.write(folder, 150, RECIPE);
        Path out = folder.resolve("out");
        Program first = Program.run("doctor", "-c", config, "--out", out);
        assertThat(first.code()).as(first.all()).isZero();
        assertThat(first.out()).contains("Does the log suffice", "non-products", "cleaning:", "products: '\\d{5}'");
        DoctorReport report = DoctorReport.fromJson(Files.readString(out.resolve("doctor.json")));
        Finding fees = report.findings().stream()
                .filter(finding -> finding.code().equals("non-products"))
                .findFirst()
                .orElseThrow();
        Effect effect = Objects.requireNonNull(fees.effect());
        assertThat(effect.users()).isPositive();
        assertThat(effect.low()).isLessThanOrEqualTo(effect.high());
        Program second = Program.run("doctor", "-c", config, "--out", out, "--json");
        assertThat(second.err()).contains("doctor: unchanged");
        assertThat(DoctorReport.fromJson(second.out()).toJson()).isEqualTo(report.toJson());
        assertThat(out.toFile().list()).noneMatch(name -> name.startsWith(".tidecast-spill"));
    }

    @Test
    void aLogThatAllowsNoForecastEndsInThree() throws IOException {
        Path config = SmallLog.config(folder, RECIPE);
        Files.writeString(folder.resolve("log.csv"), """
                InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID
                536365,85123A,6,2010-12-01 08:26:00,2.55,17850
                536366,71053,6,2010-12-01 08:28:00,3.39,17850
                """);
        Program program = Program.run("doctor", "-c", config, "--out", folder.resolve("out"));
        assertThat(program.code()).as(program.all()).isEqualTo(3);
        assertThat(program.out()).contains("? No", "short-span");
    }
}
