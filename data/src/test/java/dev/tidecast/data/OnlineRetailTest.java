package dev.tidecast.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.clean.CleaningReport;
import dev.tidecast.clean.CleaningRules.Cancellations;
import dev.tidecast.clean.Reason;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineRetailTest {
    @TempDir
    Path out;

    @Test
    void bothFilesGiveTheKnownInteractions() throws Exception {
        CleaningReport report =
                Preparation.prepare(OnlineRetail.log(), OnlineRetail.rules(Cancellations.DROP), out, Progress.silent());
        assertThat(report.read()).isEqualTo(1_067_370);
        assertThat(report.kept()).isEqualTo(765_986);
        assertThat(report.count(Reason.UNREADABLE_ROW)).isZero();
        assertThat(CleaningReport.fromJson(Files.readString(out.resolve("cleaning.json"))))
                .isEqualTo(report);
        Dataset dataset = DatasetFolder.open(out.resolve("dataset"));
        DatasetFolder.verify(out.resolve("dataset"));
        assertThat(dataset.interactions().rows()).isEqualTo(765_986);
        assertThat(Instant.ofEpochSecond(dataset.asOf())).isEqualTo("2011-12-09T12:50:00Z");
        Dataset visible = dataset.asOf(Instant.parse("2011-11-09T12:50:00Z").getEpochSecond());
        assertThat(visible.itemCount()).isEqualTo(4_596);
        assertThat(dataset.userCount()).isEqualTo(5_852);
        int item = dataset.items().names().indexOf("85123A");
        assertThat(dataset.items().label(item)).contains("HANGING HEART T-LIGHT HOLDER");
    }

    @Test
    void cancellationsTakePurchasesBackAtTheirOwnTime() {
        CleaningReport report = Preparation.prepare(
                OnlineRetail.log(), OnlineRetail.rules(Cancellations.APPLY), out, Progress.silent());
        Dataset dataset = DatasetFolder.open(out.resolve("dataset"));
        long revoked = java.util.stream.LongStream.range(
                        0, dataset.interactions().rows())
                .filter(row -> dataset.interactions().revokedAt().get(row) != dev.tidecast.sequence.Interactions.NEVER)
                .peek(row -> assertThat(dataset.interactions().revokedAt().get(row))
                        .isGreaterThanOrEqualTo(dataset.interactions().time().get(row)))
                .count();
        assertThat(report.count(Reason.CANCELLATION)).isPositive();
        assertThat(revoked).isPositive().isLessThanOrEqualTo(report.kept());
    }
}
