package dev.tidecast.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that a prepared dataset can tell of itself; the raw rows tell more where they are read. */
public final class DatasetChecks {
    private DatasetChecks() {}

    /** The checks, in the order in which they look. */
    static List<Check<Subject>> all(long rowsRead) {
        return List.of(
                new SpanCheck(),
                new StrayTimesCheck(),
                new TimeZoneCheck(),
                new ClockShiftCheck(),
                new TieCheck(),
                new BatchStampCheck(),
                new RobotCheck(),
                new SharedUserCheck(),
                new VolumeShiftCheck(),
                new GapCheck(),
                new ThinEndCheck(),
                new ClosedCohortCheck(),
                new CatalogueCheck(),
                new PriceBreakCheck(),
                new OrderOfBehavioursCheck(),
                new ThinnedCheck(rowsRead));
    }

    /**
     * What the dataset tells and what others found, the worst first.
     *
     * @param rowsRead of the files; 0 if unknown
     * @param others findings of whoever reads the raw rows
     */
    public static DoctorReport report(Subject log, long rowsRead, List<Finding> others) {
        List<Finding> findings = new ArrayList<>(others);
        all(rowsRead).forEach(check -> findings.addAll(check.look(log)));
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        return new DoctorReport(
                log.dataset().name(),
                log.target().behaviour().word(),
                log.target().horizonDays(),
                Sufficiency.of(log),
                RepeatShare.of(log),
                findings);
    }
}
