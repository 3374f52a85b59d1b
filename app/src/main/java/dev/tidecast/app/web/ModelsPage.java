package dev.tidecast.app.web;

import dev.tidecast.app.api.Gate;
import dev.tidecast.app.api.Role;
import dev.tidecast.app.registry.Examination;
import dev.tidecast.app.registry.Judgement;
import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.registry.Objection;
import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.store.Steps;
import dev.tidecast.evaluate.BacktestReport.Result;
import dev.tidecast.evaluate.Measure;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    ModelsPage(Pages pages, Service service) {
        this.pages = pages;
        this.service = service;
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
        Optional<String> serves = registry.current().map(Promotion::id);
        List<ModelVersion> versions = registry.versions();
        double best = versions.stream()
                .map(each -> result(each, Measure.NDCG_10.word()))
                .flatMap(Optional::stream)
                .mapToDouble(each -> value(each, Result::high))
                .max()
                .orElse(1);
        List<ModelRow> rows = new ArrayList<>();
        for (ModelVersion each : versions) {
            rows.add(row(say, each, serves.orElse("").equals(each.id()), best));
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
        values.put("said", service.standing().loaded().said());
        values.put("rows", rows);
        values.put("history", history);
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
        return result.differenceToBestBaseline() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%+.4f (%+.4f … %+.4f)",
                        result.differenceToBestBaseline(),
                        result.differenceLow(),
                        result.differenceHigh());
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
        List<Objection> objections = Examination.of(version, registry.damaged(version), presentData())
                .objections();
        boolean yields = objections.stream().allMatch(each -> each.kind().yields());
        if (!objections.isEmpty() && (reason.length() < 3 || !yields)) {
            context.status(409);
            show(context, version.id(), objections.stream().map(Objection::text).toList());
            return;
        }
        registry.promote(
                version,
                Instant.now(),
                who(context),
                objections.isEmpty() ? null : reason,
                objections.stream().map(Objection::text).toList());
        service.refresh();
        context.redirect("/models");
    }

    private void rollback(Context context) throws IOException {
        registry().rollback(Instant.now(), who(context));
        service.refresh();
        context.redirect("/models");
    }

    private static String who(Context context) {
        return "console, key " + Gate.caller(context).id();
    }

    private Optional<String> presentData() throws IOException {
        Path dataset = service.settings().out().resolve("dataset");
        return Files.exists(dataset.resolve("manifest.json")) ? Optional.of(Steps.hash(dataset)) : Optional.empty();
    }
}
