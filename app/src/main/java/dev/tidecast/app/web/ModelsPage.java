package dev.tidecast.app.web;

import dev.tidecast.app.api.Audit;
import dev.tidecast.app.api.Gate;
import dev.tidecast.app.api.Role;
import dev.tidecast.app.registry.Candidacy;
import dev.tidecast.app.registry.Examination;
import dev.tidecast.app.registry.Judgement;
import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.report.Leaderboard;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.store.Steps;
import dev.tidecast.evaluate.BacktestReport.Result;
import dev.tidecast.evaluate.Measure;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Trained models side by side, and which of them serves. */
final class ModelsPage {
    private final Pages pages;
    private final Service service;
    private final Audit audit;

    ModelsPage(Pages pages, Service service, Audit audit) {
        this.pages = pages;
        this.service = service;
        this.audit = audit;
    }

    void add(RoutesConfig routes) {
        pages.get(routes, "/models", Role.READ, context -> show(context, "", List.of()));
        pages.post(routes, "/models/promote", Role.ADMIN, this::promote);
        pages.post(routes, "/models/rollback", Role.ADMIN, this::rollback);
    }

    private Registry registry() throws IOException {
        return Registry.of(service.settings().out());
    }

    private void show(Context context, String refused, List<String> objections) throws IOException {
        Say say = pages.say(context);
        Registry registry = registry();
        String serves = service.standing().loaded().id();
        String promoted = registry.current().map(Promotion::id).orElse(serves);
        List<ModelVersion> versions = registry.versions();
        double best = versions.stream()
                .map(each -> result(each, Measure.NDCG_10.word()))
                .flatMap(Optional::stream)
                .mapToDouble(each -> value(each, Result::high))
                .max()
                .orElse(1);
        List<ModelRow> rows = new ArrayList<>();
        for (ModelVersion each : versions) {
            rows.add(row(say, each, serves.equals(each.id()), best));
        }
        rows.sort(java.util.Comparator.comparing(ModelRow::measure).reversed());
        List<PastPromotion> history = registry.history().reversed().stream()
                .map(each -> new PastPromotion(
                        say.time(each.time()),
                        each.action().name().toLowerCase(Locale.ROOT),
                        each.id(),
                        each.who(),
                        each.reason() == null ? "" : each.reason()))
                .toList();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("said", InCharge.line(say, registry, service.standing().loaded()));
        values.put("rows", rows);
        values.put("history", history);
        Leaderboard board = Leaderboard.read(
                service.settings().out().resolve("backtest.json"),
                service.standing().loaded().name());
        values.put(
                "metrics",
                board == null
                        ? List.of()
                        : board.metrics().stream().map(say::metric).toList());
        values.put("board", board == null ? List.of() : BoardRow.of(board));
        values.put("compared", ModelsCompared.of(registry, context.queryParam("first"), context.queryParam("second")));
        values.put("coming", promoted.equals(serves) ? "" : promoted);
        values.put("refused", refused);
        values.put("objections", objections);
        values.put("canRollBack", Promotion.standing(registry.history()).size() > 1);
        pages.write(context, "web/models.jte", "models", values);
    }

    private static Optional<Result> result(ModelVersion version, String measure) {
        Judgement judgement = version.judgement();
        return judgement == null ? Optional.empty() : judgement.result("item", version.behaviour(), measure);
    }

    private static double value(Result result, ToDoubleFunction<Result> part) {
        return result.mean() == null ? 0 : part.applyAsDouble(result);
    }

    private static ModelRow row(Say say, ModelVersion version, boolean serves, double best) {
        Optional<Result> ndcg = result(version, Measure.NDCG_10.word()).filter(each -> each.mean() != null);
        Judgement judgement = version.judgement();
        double mean = ndcg.map(each -> value(each, Result::mean)).orElse(0.0);
        double low = ndcg.map(each -> value(each, Result::low)).orElse(0.0);
        double high = ndcg.map(each -> value(each, Result::high)).orElse(0.0);
        return new ModelRow(
                version.id(),
                version.model(),
                say.time(version.registered()),
                serves,
                ndcg.isPresent() ? figure(mean) : "",
                percent(mean / best),
                percent(low / best),
                percent((high - low) / best),
                ndcg.map(ModelsPage::difference).orElse(""),
                result(version, Measure.NEW_ITEM_NDCG_10.word())
                        .filter(each -> each.mean() != null)
                        .map(each -> figure(value(each, Result::mean)))
                        .orElse(""),
                judgement == null
                        ? ""
                        : judgement.abovePerfect().map(ModelsPage::figure).orElse(""));
    }

    private static String difference(Result result) {
        Double mean = result.differenceToBestBaseline();
        Double low = result.differenceLow();
        Double high = result.differenceHigh();
        return mean == null || low == null || high == null ? "" : BoardRow.difference(mean, low, high);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f", 100 * Math.clamp(part, 0, 1));
    }

    /** What speaks for a version. */
    static List<String> findings(Registry registry, ModelVersion version) throws IOException {
        return Examination.of(version, registry.damaged(version), Optional.of(version.dataHash()))
                .findings();
    }

    private void promote(Context context) throws IOException {
        Registry registry = registry();
        String reason = Asked.text(context.formParam("reason"));
        ModelVersion version;
        try {
            version = registry.find(String.valueOf(context.formParam("id")));
        } catch (IllegalArgumentException unknown) {
            context.status(404);
            show(context, String.valueOf(unknown.getMessage()), List.of());
            return;
        }
        Candidacy candidacy = Candidacy.of(
                registry, version, Steps.presentData(service.settings().out()), reason, who(context));
        if (candidacy.promotion() == null) {
            context.status(409);
            show(context, version.id(), candidacy.objections());
            return;
        }
        audit.record(context, "promote", version.id());
        context.redirect("/models");
    }

    private void rollback(Context context) throws IOException {
        try {
            Promotion promotion = registry().rollback(Instant.now(), who(context));
            audit.record(context, "rollback", promotion.id());
            context.redirect("/models");
        } catch (IllegalArgumentException none) {
            pages.problem(context, 409, String.valueOf(none.getMessage()));
        }
    }

    private static String who(Context context) {
        return "console, key " + Gate.caller(context).id();
    }
}
