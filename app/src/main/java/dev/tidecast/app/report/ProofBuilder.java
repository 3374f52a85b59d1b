package dev.tidecast.app.report;

import dev.tidecast.evaluate.BacktestDetails.DirectionResult;
import dev.tidecast.evaluate.BacktestDetails.Group;
import dev.tidecast.evaluate.BacktestDetails.StalenessResult;
import dev.tidecast.evaluate.Estimate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what a sceptic looks at beyond the leaderboard, and says what is missing. */
final class ProofBuilder {
    private static final Map<String, String> KINDS = Map.of(
            "recency", "By when users were last seen",
            "season", "By season",
            "cold", "Users without a history");
    private static final Map<String, String> LEADS = Map.of(
            "recency", "for users grouped by the days between their last interaction and the cut.",
            "season", "for the cuts of each month: whether a model holds through the year.",
            "cold", "for users who had no history at the cut; nobody knows them, so only popularity helps.");

    private final StoredProof stored;
    private final String ours;
    private final List<String> drawn;
    private final List<String> absent = new ArrayList<>();

    ProofBuilder(StoredProof stored, String ours, List<String> drawn) {
        this.stored = stored;
        this.ours = ours;
        this.drawn = drawn;
    }

    Proof of(Path folder, StoredRegistry registry, @Nullable StoredBacktest backtest, String behaviour, int horizonDays)
            throws IOException {
        List<WhetherPart> whether = new WhetherParts(stored.allWhether(), ours).all(behaviour, horizonDays);
        missing(whether.isEmpty(), "Who acts at all: no model of this backtest tells such a probability.");
        Leaderboard facets = backtest == null ? null : backtest.facets(ours);
        stored.allUntold().forEach((facet, why) -> absent.add("The facet " + facet + ": " + why));
        StalenessPart staleness = staleness();
        missing(
                staleness == null,
                "What is lost when models or states are old: ./tidecast backtest --staleness measures it.");
        DirectionPart directions = directions();
        missing(directions == null, "Which interests rise and fade: it was not judged in this backtest.");
        DoctorPart doctor = StoredDoctor.read(folder.resolve("doctor.json"));
        missing(doctor == null, "What in the log costs accuracy: ./tidecast doctor looks for it.");
        ServedPart served = registry.part();
        missing(served == null, "Which model is served: none is registered, ./tidecast train registers one.");
        List<NamedSlices> slices = slices();
        missing(
                slices.stream().noneMatch(each -> each.id().equals("season")),
                "The seasons: they need cuts in several months, as ./tidecast backtest --cuts N makes them.");
        return new Proof(served, whether, slices, facets, directions, staleness, doctor, absent);
    }

    private void missing(boolean is, String sentence) {
        if (is) {
            absent.add(sentence);
        }
    }

    private List<NamedSlices> slices() {
        List<NamedSlices> all = new ArrayList<>();
        for (String kind : List.of("recency", "season", "cold")) {
            List<Group> groups = stored.allGroups().stream()
                    .filter(each -> each.kind().equals(kind)
                            && each.metric().equals(StoredBacktest.LEADING)
                            && each.users() > 0)
                    .toList();
            ActivitySlices slices = slices(groups);
            if (slices != null && (!kind.equals("season") || slices.groups().size() > 1)) {
                all.add(new NamedSlices(
                        kind, KINDS.getOrDefault(kind, kind), LEADS.getOrDefault(kind, "by " + kind + "."), slices));
            }
        }
        return all;
    }

    private @Nullable ActivitySlices slices(List<Group> groups) {
        Map<String, Long> names = new LinkedHashMap<>();
        groups.forEach(each -> names.putIfAbsent(each.group(), (long) each.users()));
        List<ActivitySlices.Line> lines = new ArrayList<>();
        for (String model : drawn) {
            List<@Nullable Score> scores = new ArrayList<>();
            names.keySet().forEach(name -> scores.add(score(groups, model, name)));
            if (scores.stream().anyMatch(java.util.Objects::nonNull)) {
                lines.add(new ActivitySlices.Line(model, model.equals(ours), scores));
            }
        }
        List<ActivitySlices.Group> shown = names.entrySet().stream()
                .map(each -> new ActivitySlices.Group(each.getKey(), each.getValue()))
                .toList();
        return lines.isEmpty() ? null : new ActivitySlices(StoredBacktest.LEADING, shown, lines);
    }

    private static @Nullable Score score(List<Group> groups, String model, String name) {
        return groups.stream()
                .filter(each -> each.model().equals(model) && each.group().equals(name))
                .findFirst()
                .map(each -> score(each.estimate()))
                .orElse(null);
    }

    private static @Nullable Score score(Estimate estimate) {
        return StoredBacktest.score(estimate.mean(), estimate.low(), estimate.high());
    }

    private @Nullable StalenessPart staleness() {
        List<StalenessPart.Row> rows = new ArrayList<>();
        for (StalenessResult each : stored.allStaleness()) {
            if (each.metric().equals(StoredBacktest.LEADING) && drawn.contains(each.model())) {
                row(each).ifPresent(rows::add);
            }
        }
        return rows.isEmpty() ? null : new StalenessPart(StoredBacktest.LEADING, rows);
    }

    private Optional<StalenessPart.Row> row(StalenessResult each) {
        Score score = score(each.estimate());
        Score loss = each.days() == 0 ? Score.of(0, 0, 0) : score(each.loss());
        String old = each.days() == 0 ? "nothing" : each.old();
        return score == null || loss == null
                ? Optional.empty()
                : Optional.of(
                        new StalenessPart.Row(each.model(), each.model().equals(ours), old, each.days(), score, loss));
    }

    private @Nullable DirectionPart directions() {
        List<DirectionPart.Row> rows =
                stored.allDirections().stream().map(ProofBuilder::direction).toList();
        List<DirectionPart.Count> counts = stored.allCounts().stream()
                .map(each -> new DirectionPart.Count(
                        each.cut(),
                        each.model(),
                        each.cases(),
                        each.promised(),
                        each.within(),
                        each.width(),
                        each.expected(),
                        each.came()))
                .toList();
        return rows.isEmpty() && counts.isEmpty() ? null : new DirectionPart(rows, counts);
    }

    private static DirectionPart.Row direction(DirectionResult each) {
        return new DirectionPart.Row(
                each.cut(),
                each.facet(),
                each.model(),
                each.cases(),
                each.macroF1(),
                each.f1().getOrDefault("rising", Double.NaN),
                each.f1().getOrDefault("steady", Double.NaN),
                each.f1().getOrDefault("fading", Double.NaN));
    }
}
