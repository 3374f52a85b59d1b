package dev.tidecast.app.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Baselines;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills the page from what an output folder holds; a file that is not there leaves its part out. */
public final class ReportBuilder {
    /** The model that the page is about where none is promoted or trained. */
    public static final String OURS = "interest-network";

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);
    private static final int DRAWN = 4;

    private final Dataset whole;
    private final @Nullable StoredCleaning cleaning;
    private final @Nullable StoredBacktest backtest;
    private final StoredDetails details;
    private final RunDetails run;
    private final @Nullable Leaderboard leaderboard;
    private final StoredProof proof;
    private final StoredRegistry registry;
    private final Path folder;
    private final String ours;

    private ReportBuilder(Dataset whole, Path folder) throws IOException {
        this.whole = whole;
        this.cleaning = read(folder.resolve("cleaning.json"), StoredCleaning.class);
        this.backtest = read(folder.resolve("backtest.json"), StoredBacktest.class);
        StoredDetails stored = read(folder.resolve("backtest-details.json"), StoredDetails.class);
        this.details = stored == null ? StoredDetails.none() : stored;
        this.run = RunDetails.read(folder);
        StoredProof known = read(folder.resolve("backtest-details.json"), StoredProof.class);
        this.proof = known == null ? StoredProof.none() : known;
        this.registry = new StoredRegistry(folder);
        this.folder = folder;
        String served = registry.model();
        this.ours = served == null ? OURS : served;
        this.leaderboard = backtest == null ? null : backtest.leaderboard(ours);
    }

    /**
     * The content of a page, its origin read from the folder's steps.
     *
     * @param whole the log to its end, as of which the models were judged
     * @throws IOException if a file is there and can't be read
     */
    public static ReportContent build(Dataset whole, Path folder) throws IOException {
        return build(whole, folder, StoredSteps.origin(folder));
    }

    /**
     * The content of a page.
     *
     * @param whole the log to its end, as of which the models were judged
     * @param folder holds cleaning.json, backtest.json, backtest-details.json and report-details.json, each if it was
     *     made
     * @param origin hashes, versions and steps
     * @throws IOException if a file is there and can't be read
     */
    public static ReportContent build(Dataset whole, Path folder, Origin origin) throws IOException {
        return new ReportBuilder(whole, folder).content(origin);
    }

    private ReportContent content(Origin origin) throws IOException {
        List<String> drawn = drawn();
        Long cut = lastCut();
        Target target = target();
        return new ReportContent(
                whole.name(),
                subtitle(target),
                verdict(),
                judgedCuts(),
                cleaning == null ? null : cleaning.part(),
                WeeklyActivity.of(whole, cut),
                run.learning(),
                leaderboard,
                run.stages(),
                details.activitySlices(ours, drawn),
                backtest == null ? null : backtest.repeatExplore(ours, drawn),
                reliability(target),
                cut == null || target == null ? List.of() : new CustomerStories(whole, cut, target).of(run.forecasts()),
                origin,
                notes(),
                new ProofBuilder(proof, ours, drawn)
                        .of(
                                folder,
                                registry,
                                backtest,
                                target == null ? "" : target.behaviour().word(),
                                target == null ? 0 : target.horizonDays()));
    }

    private @Nullable Reliability reliability(@Nullable Target target) {
        Reliability known = run.reliability();
        if (known != null || target == null) {
            return known;
        }
        String what = "The probability that a customer makes any %s within %d days."
                .formatted(target.behaviour().word(), target.horizonDays());
        Reliability all = new WhetherParts(proof.allWhether(), ours).reliability(what);
        return all == null ? details.reliability(ours, what) : all;
    }

    private String subtitle(@Nullable Target target) {
        String span = whole.hasClock()
                ? "%s to %s, days begin in %s.".formatted(day(whole.firstTime()), day(whole.asOf()), whole.zone())
                : "A log with order but no clock.";
        return target == null
                ? span
                : span
                        + " The question: which items will each customer %s in the next %d days?"
                                .formatted(target.behaviour().verb(), target.horizonDays());
    }

    private String day(long instant) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(instant), whole.zone()).format(DAY);
    }

    private Verdict verdict() {
        if (leaderboard == null) {
            return Verdict.unjudged("No backtest was made: the log may be too short for its window.");
        }
        for (Leaderboard.Row row : leaderboard.rows()) {
            Score score = row.score(StoredBacktest.LEADING);
            if (row.ours() && score != null) {
                return Verdict.of(subject(), Baselines.isBaseline(ours), best(), StoredBacktest.LEADING, score);
            }
        }
        String why = details.skipped().get(ours);
        return Verdict.unjudged(why == null ? ours + " is not among the models of the recipe." : why);
    }

    private String subject() {
        return (registry.isPromoted() ? "The promoted model, " : "The model that forecasts, ") + ours + ",";
    }

    /** The best of the baselines but the model itself. */
    private String best() {
        return leaderboard == null
                ? "the best baseline"
                : leaderboard.rows().stream()
                        .map(Leaderboard.Row::model)
                        .filter(model -> Baselines.isBaseline(model) && !model.equals(ours))
                        .findFirst()
                        .orElse("the best baseline");
    }

    private List<ReportContent.JudgedCut> judgedCuts() {
        return backtest == null
                ? List.of()
                : backtest.cuts().stream()
                        .map(cut -> new ReportContent.JudgedCut(
                                Instant.parse(cut.cut()).atZone(whole.zone()).format(MINUTE) + " (" + whole.zone()
                                        + ")",
                                cut.horizonDays(),
                                cut.users(),
                                cut.items()))
                        .toList();
    }

    private @Nullable Long lastCut() {
        return backtest == null
                ? null
                : backtest.cuts().stream()
                        .map(cut -> Instant.parse(cut.cut()).getEpochSecond())
                        .max(Long::compare)
                        .orElse(null);
    }

    private @Nullable Target target() {
        return backtest == null
                        || backtest.cuts().isEmpty()
                        || backtest.results().isEmpty()
                ? null
                : new Target(
                        Behaviour.of(backtest.results().getFirst().behaviour()),
                        backtest.cuts().getFirst().horizonDays());
    }

    /** The models that charts draw: ours, then the best others. */
    private List<String> drawn() {
        if (leaderboard == null) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>();
        leaderboard.rows().stream().filter(Leaderboard.Row::ours).forEach(row -> names.add(row.model()));
        leaderboard.rows().forEach(row -> names.add(row.model()));
        return names.stream().limit(DRAWN).toList();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(run.notes());
        for (StoredDetails.Judged cut : details.cuts()) {
            notes.add(
                    "At the cut %s, %s users with a target had no history and were judged apart; %s targets were items first seen later and were left out."
                            .formatted(cut.cut(), Figures.count(cut.coldUsers()), Figures.count(cut.droppedLabels())));
        }
        details.skipped().forEach((model, why) -> notes.add(model + " was not judged: " + why));
        return notes;
    }

    /** A file of the output folder; null if it is not there. */
    static <T> @Nullable T read(Path file, Class<T> type) throws IOException {
        return Files.exists(file) ? JSON.readValue(file.toFile(), type) : null;
    }
}
