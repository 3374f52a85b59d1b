package dev.tidecast.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidecast.event.Behaviour;
import dev.tidecast.sequence.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each defect planted in a made-up shop is found, and the shop without defects has no finding (seed 20261124). */
class DatasetChecksTest {
    private static Finding only(PlantedLog log, String code) {
        List<Finding> findings = log.report().findings();
        assertThat(findings).as(findings.toString()).extracting(Finding::code).containsExactly(code);
        return findings.getFirst();
    }

    @Test
    void aCleanLogHasNoFindingAndSuffices() {
        DoctorReport report = new PlantedLog().report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.sufficiency().verdict()).isEqualTo("enough");
        assertThat(report.sufficiency().horizons())
                .filteredOn(each -> each.support().equals("full"))
                .extracting(Sufficiency.Horizon::days)
                .containsExactly(1, 7, 30);
        assertThat(report.repeats().family()).isEqualTo("counting");
        assertThat(report.sufficiency().anything()).isTrue();
    }

    @Test
    void aForeignTimeZoneIsFoundWithItsOffset() {
        Finding found = only(new PlantedLog().change(row -> row.at(row.time() - 8 * 3_600)), "time-zone");
        assertThat(found.figures().get("shiftHours")).isBetween(7.0, 9.0);
        assertThat(found.yaml()).startsWith("timezone: Etc/GMT-");
        assertThat(found.mend()).isNotNull();
        Finding local = only(
                new PlantedLog().change(row -> row.at(row.time() - 8 * 3_600)).localTimes(), "time-zone");
        assertThat(local.yaml())
                .as("naming a zone does not move times that have none")
                .isEmpty();
    }

    @Test
    void theRightZoneIsNoFinding() {
        PlantedLog log =
                new PlantedLog().change(row -> row.at(row.time() - 8 * 3_600)).zone("Asia/Shanghai");
        assertThat(log.report().findings()).isEmpty();
    }

    @Test
    void aMonthWithAnotherClockIsFound() {
        Finding found = only(
                new PlantedLog().change(row -> row.day() / 30 == 4 ? row.at(row.time() + 5 * 3_600) : row),
                "clock-shift");
        assertThat(found.figures().get("shiftHours")).isBetween(-6.0, -3.0);
    }

    @Test
    void midnightsOnlyAreDays() {
        Finding found = only(
                new PlantedLog().change(row -> row.at(Math.floorDiv(row.time(), Subject.DAY) * Subject.DAY)),
                "days-only");
        assertThat(found.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void viewsAtOneTimeAreTies() {
        Finding found =
                only(new PlantedLog().change(row -> row.at(Math.floorDiv(row.time(), 900) * 900)), "timestamp-ties");
        assertThat(found.figures().get("share")).isGreaterThan(0.4);
    }

    @Test
    void daysThatABatchStampedAreFound() {
        PlantedLog log = new PlantedLog();
        log.change(row -> row.day() == 100 || row.day() == 150
                ? row.at(Math.floorDiv(row.time(), Subject.DAY) * Subject.DAY + 12 * 3_600)
                : row);
        Finding found = only(log, "batch-stamps");
        assertThat(found.figures().get("days")).isEqualTo(2);
        assertThat(found.severity()).isEqualTo(Severity.WARN);
    }

    @Test
    void aRobotIsFoundAndCanBeLeftOut() {
        PlantedLog log = new PlantedLog();
        for (int i = 0; i < 3_000; i++) {
            String item = "i" + log.random().nextInt(250);
            long time = PlantedLog.START + 40 * Subject.DAY + i * 60L;
            log.rows.add(new PlantedLog.Row("crawler", item, Behaviour.VIEW, time, Float.NaN, -1));
        }
        Finding found = only(log, "robots");
        assertThat(found.evidence()).extracting(Evidence::user).containsExactly("crawler");
        assertThat(found.yaml()).contains("robots: {events-per-day:");
    }

    @Test
    void anIdOfManyUsersIsFound() {
        PlantedLog log = new PlantedLog();
        log.change(row -> Math.floorMod(row.user().hashCode(), 6) == 0 ? row.by("guest") : row);
        Finding found = only(log, "shared-users");
        assertThat(found.evidence()).extracting(Evidence::user).contains("guest");
        assertThat(found.severity()).isEqualTo(Severity.SERIOUS);
    }

    @Test
    void aSuddenFallOfVolumeIsFoundWhereItFell() {
        PlantedLog log = new PlantedLog();
        log.rows.removeIf(row -> row.day() < 150
                && row.order() % 5 != 0
                && (row.time() / 86_400 + row.user().hashCode()) % 5 != 0);
        Finding found = only(log, "volume-shift");
        assertThat(found.found()).containsPattern("2025-(05-3|06-0)");
    }

    @Test
    void aHoleInTheLogIsFound() {
        PlantedLog log = new PlantedLog();
        log.rows.removeIf(row -> row.day() >= 120 && row.day() < 140);
        Finding found = only(log, "gaps");
        assertThat(found.figures().get("longestDays")).isEqualTo(20);
        assertThat(found.severity()).isEqualTo(Severity.SERIOUS);
    }

    @Test
    void anExportThatWasMadeTooEarlyIsFound() {
        PlantedLog log = new PlantedLog();
        log.rows.removeIf(row ->
                row.day() >= PlantedLog.DAYS - 4 && Math.floorMod(row.user().hashCode(), 8) != 0);
        Finding found = only(log, "incomplete-end");
        assertThat(found.figures().get("days")).isBetween(3.0, 5.0);
    }

    @Test
    void strayTimesAreFoundAndDoNotCountAsSpan() {
        PlantedLog log = new PlantedLog();
        log.rows.add(log.rows.getFirst().at(0));
        Finding found = only(log, "stray-times");
        assertThat(found.yaml()).contains("earliest: 2025-01-0");
        assertThat(log.report().sufficiency().spanDays()).isBetween(290.0, 301.0);
    }

    @Test
    void aClosedCohortIsFound() {
        PlantedLog log = new PlantedLog();
        java.util.Map<String, Long> first = new java.util.HashMap<>();
        log.rows.forEach(row -> first.merge(row.user(), row.day(), Math::min));
        log.rows.removeIf(row -> first.getOrDefault(row.user(), 0L) > 140);
        assertThat(log.report().findings()).extracting(Finding::code).contains("closed-cohort");
    }

    @Test
    void itemsWithoutTitleAreFoundByTheirEvents() {
        Finding found = only(new PlantedLog().titled(item -> item.hashCode() % 4 != 0), "catalogue-title");
        assertThat(found.figures().get("shareOfEvents")).isBetween(0.05, 0.6);
    }

    @Test
    void anIdGivenToAnotherThingIsFoundByItsPrice() {
        PlantedLog log = new PlantedLog();
        log.change(row -> row.item().equals("i7")
                        || row.item().equals("i14")
                        || row.item().equals("i21")
                ? row.priced(row.day() < 150 ? row.price() : row.price() * 12)
                : row);
        Finding found = only(log, "price-breaks");
        assertThat(found.evidence()).extracting(Evidence::item).containsExactlyInAnyOrder("i7", "i14", "i21");
    }

    @Test
    void purchasesBeforeTheirViewsAreFound() {
        Finding found = only(
                new PlantedLog()
                        .change(row -> row.behaviour() == Behaviour.VIEW ? row.at(row.time() + 2 * 3_600) : row),
                "out-of-order");
        assertThat(found.figures().get("share")).isGreaterThan(0.2);
    }

    @Test
    void rowsDrawnAtRandomAreFound() {
        PlantedLog log = new PlantedLog();
        log.rows.removeIf(
                row -> row.behaviour() == Behaviour.VIEW || log.random().nextInt(6) != 0);
        PlantedLog whole = new PlantedLog();
        whole.rows.removeIf(row -> row.behaviour() == Behaviour.VIEW);
        ThinnedCheck round = new ThinnedCheck(75_000);
        assertThat(round.look(log.subject())).extracting(Finding::code).containsExactly("thinned");
        assertThat(round.look(whole.subject())).isEmpty();
        assertThat(new ThinnedCheck(75_013).look(log.subject()))
                .as("a shop of single things looks alike")
                .isEmpty();
    }

    @Test
    void tooShortASpanIsFoundWithAHorizonThatFits() {
        Finding found = only(new PlantedLog().horizon(90), "short-span");
        assertThat(found.severity()).isEqualTo(Severity.WARN);
        assertThat(found.yaml()).contains("horizon-days: 59");
    }

    @Test
    void theReportIsReadBackAsItWasWritten() {
        DoctorReport report = new PlantedLog().horizon(90).report();
        assertThat(DoctorReport.fromJson(report.toJson()).toJson()).isEqualTo(report.toJson());
        assertThat(report.toJson()).contains("\"severity\" : \"warn\"").doesNotContain("mend\"");
    }

    @Test
    void leavingOutWhatIsNotSoldHelpsAndIsMeasured() {
        PlantedLog before = new PlantedLog();
        List<PlantedLog.Row> fees = before.rows.stream()
                .filter(row -> row.behaviour() == Behaviour.PURCHASE)
                .map(row -> new PlantedLog.Row(
                        row.user(), "i9999", Behaviour.PURCHASE, row.time(), row.price(), row.order()))
                .toList();
        before.rows.addAll(fees);
        PlantedLog after = new PlantedLog();
        Effect effect = new EffectTrial(
                        before.dataset(),
                        before.subject().rules(),
                        new Target(Behaviour.PURCHASE, 30),
                        new dev.tidecast.model.PersonalFrequencyTrainer(30),
                        2,
                        PlantedLog.SEED)
                .measure(after.dataset(), after.subject().rules(), dev.tidecast.progress.Progress.silent());
        assertThat(effect.cuts()).isEqualTo(3);
        assertThat(effect.low()).as(effect.toString()).isPositive();
        Effect same = new EffectTrial(
                        after.dataset(),
                        after.subject().rules(),
                        new Target(Behaviour.PURCHASE, 30),
                        new dev.tidecast.model.PersonalFrequencyTrainer(30),
                        2,
                        PlantedLog.SEED)
                .measure(after.dataset(), after.subject().rules(), dev.tidecast.progress.Progress.silent());
        assertThat(same.difference()).isEqualTo(0.0);
    }
}
