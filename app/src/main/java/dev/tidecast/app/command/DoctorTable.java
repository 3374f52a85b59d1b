package dev.tidecast.app.command;

import dev.tidecast.app.console.Console;
import dev.tidecast.app.console.Console.Stress;
import dev.tidecast.app.console.Table;
import dev.tidecast.doctor.DoctorReport;
import dev.tidecast.doctor.Effect;
import dev.tidecast.doctor.Evidence;
import dev.tidecast.doctor.Finding;
import dev.tidecast.doctor.Severity;
import dev.tidecast.doctor.Sufficiency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the doctor found, on a terminal: whether the data suffices, one line a finding, then each finding in full. */
final class DoctorTable {
    private static final String INDENT = "    ";

    private final DoctorReport report;

    DoctorTable(DoctorReport report) {
        this.report = report;
    }

    void print(Console console) {
        sufficiency(console);
        console.heading(
                report.findings().isEmpty()
                        ? "Nothing was found that will cost accuracy"
                        : count(report.findings().size(), "finding"));
        if (report.findings().isEmpty()) {
            return;
        }
        Table table = new Table().left("").left("finding").left("mending it changes NDCG@10 by (95 % interval)");
        report.findings().forEach(each -> table.row(stressed(console, each.severity()), each.code(), effect(each)));
        table.print(console);
        report.findings().forEach(each -> inFull(console, each));
        console.line("");
    }

    private void sufficiency(Console console) {
        Sufficiency found = report.sufficiency();
        console.heading("Does the log suffice for " + report.behaviour() + " within " + report.horizonDays() + " days? "
                + switch (found.verdict()) {
                    case "enough" -> "Yes";
                    case "tight" -> "Barely";
                    default -> "No";
                });
        wrapped(console, "", found.why());
        if (!found.horizons().isEmpty()) {
            Table table = new Table().right("days ahead").left("supported").right("judged users");
            found.horizons()
                    .forEach(each ->
                            table.row(Integer.toString(each.days()), each.support(), Table.count(each.judgedUsers())));
            table.print(console);
        }
        wrapped(console, "", report.repeats().meaning());
    }

    private static String effect(Finding finding) {
        Effect effect = finding.effect();
        if (effect == null) {
            return finding.yaml().isEmpty() ? "" : "not measured";
        }
        Double difference = effect.difference();
        Double low = effect.low();
        Double high = effect.high();
        if (difference == null || low == null || high == null) {
            return "not measurable";
        }
        return String.format(Locale.ROOT, "%+.4f (%+.4f to %+.4f)", difference, low, high);
    }

    private static void inFull(Console console, Finding finding) {
        console.heading(stressed(console, finding.severity()) + " " + finding.code());
        wrapped(console, "", finding.found());
        finding.evidence().forEach(each -> console.line(INDENT + Table.cut(text(each), console.width() - 4)));
        Effect effect = finding.effect();
        if (effect != null) {
            wrapped(console, "", measured(effect));
        }
        wrapped(console, "→ ", finding.advice());
        finding.yaml().lines().forEach(line -> console.line(INDENT + line));
    }

    private static String measured(Effect effect) {
        Double before = effect.before();
        Double after = effect.after();
        return before == null || after == null
                ? "Its effect could not be measured: " + effect.note()
                : String.format(
                        Locale.ROOT,
                        "Measured with %s at %s on %s: NDCG@10 %.4f as it is, %.4f mended.",
                        effect.model(),
                        count(effect.cuts(), "cut"),
                        count(effect.users(), "judged user"),
                        before,
                        after);
    }

    private static String text(Evidence evidence) {
        List<String> parts = new ArrayList<>();
        if (evidence.file() != null) {
            parts.add(evidence.file() + ":" + evidence.record());
        }
        Stream.of(named("user ", evidence.user()), named("item ", evidence.item()), evidence.text())
                .filter(part -> !part.isEmpty())
                .forEach(parts::add);
        return String.join(", ", parts);
    }

    private static String named(String what, @org.jspecify.annotations.Nullable String name) {
        return name == null ? "" : what + name;
    }

    private static String stressed(Console console, Severity severity) {
        return console.stressed(
                switch (severity) {
                    case INFO -> Stress.FAINT;
                    case WARN -> Stress.STRONG;
                    case SERIOUS -> Stress.BAD;
                },
                severity.word());
    }

    private static String count(int number, String what) {
        return Table.count(number) + " " + what + (number == 1 ? "" : "s");
    }

    private static void wrapped(Console console, String mark, String text) {
        StringBuilder line = new StringBuilder(mark);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() >= console.width()) {
                console.line(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(mark.length()));
            }
            line.append(word).append(' ');
        }
        console.line(line.toString().stripTrailing());
    }
}
