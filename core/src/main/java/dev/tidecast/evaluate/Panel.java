package dev.tidecast.evaluate;

import dev.tidecast.model.Model;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All models on one target, cut after cut. */
final class Panel {
    private static final double NANO = 1e-9;

    private final Target target;
    private final List<Trainer> trainers;
    private final BacktestSettings settings;
    private final Budget budget;
    private final Progress progress;
    private final List<Cases> cases = new ArrayList<>();
    private final List<List<FacetCandidates>> facets = new ArrayList<>();
    private final List<Map<String, ModelRun>> runs = new ArrayList<>();
    private final List<BacktestDetails.ModelDetail> models = new ArrayList<>();
    private final List<LawBoard> laws = new ArrayList<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();

    Panel(Target target, List<Trainer> trainers, BacktestSettings settings, Budget budget, Progress progress) {
        this.target = target;
        this.trainers = trainers;
        this.settings = settings;
        this.budget = budget;
        this.progress = progress;
    }

    /** Judges all models at one more cut. */
    void judge(String cut, Cases here, List<FacetCandidates> judged) {
        cases.add(here);
        facets.add(judged);
        Map<String, ModelRun> byName = new HashMap<>();
        runs.add(byName);
        int[] met = metBy(here.visible());
        if (here instanceof CutCases window && window.reachesBack(2)) {
            laws.add(new LawBoard(window, cut, judged.getLast()));
        }
        for (Trainer trainer : trainers) {
            if (!skipped.containsKey(trainer.name())) {
                ModelRun run = run(trainer, cut, here, judged, met);
                if (run != null) {
                    byName.put(trainer.name(), run);
                }
            }
        }
    }

    private @Nullable ModelRun run(Trainer trainer, String cut, Cases here, List<FacetCandidates> judged, int[] met) {
        String name = trainer.name();
        if (!budget.reason(name).isEmpty()) {
            return skip(name, budget.reason(name));
        }
        budget.begin();
        long start = System.nanoTime();
        Model model;
        try {
            model = trainer.fit(here.fittedOn(), target);
        } catch (IllegalArgumentException unfit) {
            budget.end(name);
            return skip(name, String.valueOf(unfit.getMessage()));
        }
        long fitted = System.nanoTime();
        progress.begin("Judging " + name, here.size(), "users");
        ModelRun run;
        try {
            run = ModelRun.of(model, here, judged, settings.threads(), progress, () -> budget.late(name));
        } finally {
            progress.end();
        }
        long scored = System.nanoTime();
        budget.end(name);
        if (run.abandoned()) {
            return skip(name, budget.reason(name));
        }
        if (run.told() == null && (!run.ranks() || here.visible().itemCount() == 0)) {
            return skip(name, run.ranks() ? "it ranks items, and this log has none" : "it tells nothing here");
        }
        if (here instanceof CutCases && !laws.isEmpty() && run.told() != null) {
            laws.getLast().judge(name, model, settings.threads());
        }
        models.add(detail(name, cut, here, run, met, (fitted - start) * NANO, (scored - fitted) * NANO));
        return run;
    }

    private @Nullable ModelRun skip(String name, String reason) {
        skipped.put(name, reason);
        progress.line(name + " is left out: " + reason);
        return null;
    }

    private BacktestDetails.ModelDetail detail(
            String name, String cut, Cases here, ModelRun run, int[] met, double fitting, double scoring) {
        double novelty = run.exposure().novelty(met);
        CutCases window = here instanceof CutCases each ? each : null;
        long seed = settings.seed();
        return new BacktestDetails.ModelDetail(
                name,
                cut,
                fitting,
                scoring,
                run.exposure().coverage(),
                Double.isNaN(novelty) ? null : novelty,
                run.exposure().diversity(),
                run.exposure().gini(),
                window == null ? null : WhetherBoard.report(Whether.PURCHASE, window, run, seed),
                window == null ? null : WhetherBoard.report(Whether.CHURN, window, run, seed));
    }

    /** By item, the number of users with it in their history. */
    private static int[] metBy(Dataset visible) {
        int[] met = new int[visible.itemCount()];
        int[] last = new int[visible.itemCount()];
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            for (int i = 0; i < history.size(); i++) {
                int item = history.item(i);
                if (item >= 0 && last[item] != user + 1) {
                    last[item] = user + 1;
                    met[item]++;
                }
            }
        }
        return met;
    }

    /** What laws of counts told at each cut that has two horizons before it. */
    List<LawBoard> laws() {
        return laws;
    }

    Target target() {
        return target;
    }

    List<BacktestDetails.ModelDetail> models() {
        return models;
    }

    Map<String, String> skipped() {
        return skipped;
    }

    /** The facets that are judged, the item first. */
    List<FacetCandidates> facets() {
        return facets.getFirst();
    }

    /** The fewest candidates that a facet has at any cut. */
    int candidates(int facet) {
        return facets.stream().mapToInt(each -> each.get(facet).size()).min().orElse(0);
    }

    /** The models that were judged at every cut, in their order. */
    List<String> judged() {
        return trainers.stream()
                .map(Trainer::name)
                .filter(name -> !skipped.containsKey(name))
                .toList();
    }

    /** Those that rank. */
    List<String> ranking() {
        return cases.getFirst().visible().itemCount() == 0
                ? List.of()
                : judged().stream()
                        .filter(name ->
                                runs.stream().allMatch(each -> run(each, name).ranks()))
                        .toList();
    }

    private static ModelRun run(Map<String, ModelRun> runs, String name) {
        return Objects.requireNonNull(runs.get(name), name);
    }

    /** The figures of all ranking models on one facet. */
    FigureTable table(int facet) {
        List<Map<String, float[][]>> figures = new ArrayList<>();
        for (Map<String, ModelRun> each : runs) {
            Map<String, float[][]> byName = new HashMap<>();
            ranking().forEach(name -> byName.put(name, run(each, name).figures(facet)));
            figures.add(byName);
        }
        return FigureTable.of(ranking(), cases, figures);
    }

    /** The figures of those without a history. */
    FigureTable cold() {
        List<ColdCases> cold = new ArrayList<>();
        List<Map<String, float[][]>> figures = new ArrayList<>();
        for (int cut = 0; cut < cases.size(); cut++) {
            if (cases.get(cut) instanceof CutCases window) {
                Map<String, float[][]> byName = new HashMap<>();
                for (String name : ranking()) {
                    byName.put(name, run(runs.get(cut), name).cold());
                }
                cold.add(new ColdCases(window));
                figures.add(byName);
            }
        }
        return FigureTable.of(cold.isEmpty() ? List.of() : ranking(), cold, figures);
    }

    /** Who acts at all, as models told it. */
    WhetherBoard whether() {
        List<CutCases> windows = cases.stream()
                .filter(CutCases.class::isInstance)
                .map(CutCases.class::cast)
                .toList();
        return WhetherBoard.of(windows.isEmpty() ? List.of() : judged(), windows, runs, settings);
    }
}
