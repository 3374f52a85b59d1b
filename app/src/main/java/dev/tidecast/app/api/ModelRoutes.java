package dev.tidecast.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidecast.app.registry.Candidacy;
import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.serve.FacetNames.UnknownNameException;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.store.Steps;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which models there are and which is in charge; the service changes over within seconds, in the background. */
final class ModelRoutes implements Routes {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Service service;
    private final Path out;
    private final Audit audit;

    ModelRoutes(Service service, Path out, Audit audit) {
        this.service = service;
        this.out = out;
        this.audit = audit;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/v1/models", this::list, Gate.needs(Role.READ));
        routes.post("/v1/models/{model}/promote", this::promote, Gate.needs(Role.ADMIN));
        routes.post("/v1/models/rollback", this::rollback, Gate.needs(Role.ADMIN));
    }

    private void list(Context context) throws IOException {
        new Parameters(context);
        Registry registry = Registry.of(out);
        String promoted = registry.current().map(Promotion::id).orElse("");
        List<Map<String, Object>> models = new ArrayList<>();
        for (ModelVersion version : registry.versions()) {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("id", version.id());
            model.put("model", version.model());
            model.put("registered", version.registered());
            model.put("behaviour", version.behaviour());
            model.put("horizonDays", version.horizonDays());
            model.put("promoted", version.id().equals(promoted));
            model.put("judged", version.judgement() != null);
            models.add(model);
        }
        var loaded = service.standing().loaded();
        context.json(Map.of("serving", loaded.id(), "said", loaded.said(), "models", models));
    }

    private void promote(Context context) throws IOException {
        new Parameters(context);
        String reason = reason(context);
        Registry registry = Registry.of(out);
        ModelVersion version = version(registry, Parameters.name(context, "model"));
        Candidacy candidacy = Candidacy.of(
                registry,
                version,
                Steps.presentData(out),
                reason,
                "key " + Gate.caller(context).id());
        Promotion promotion = candidacy.promotion();
        if (promotion == null) {
            throw new ProblemException(
                    409, "this model has not earned its promotion", String.join("; ", candidacy.objections()));
        }
        audit.record(context, "promote", version.id());
        context.status(202).json(promotion);
    }

    private void rollback(Context context) throws IOException {
        new Parameters(context);
        try {
            Promotion promotion = Registry.of(out)
                    .rollback(Instant.now(), "key " + Gate.caller(context).id());
            audit.record(context, "rollback", promotion.id());
            context.status(202).json(promotion);
        } catch (IllegalArgumentException none) {
            throw new ProblemException(409, "there is no way back", "no other model was promoted before this one");
        }
    }

    private static ModelVersion version(Registry registry, String name) throws IOException {
        try {
            return registry.find(name);
        } catch (IllegalArgumentException unknown) {
            throw new UnknownNameException("no model, or several, have this id");
        }
    }

    private static @Nullable String reason(Context context) {
        if (context.bodyAsBytes().length == 0) {
            return null;
        }
        try {
            JsonNode body = JSON.readTree(context.bodyAsBytes());
            JsonNode reason = body.get("override");
            if (reason != null && reason.isTextual() && Candidacy.isReason(reason.asText())) {
                return reason.asText();
            }
        } catch (JsonProcessingException wrong) {
            // Told below, like a body without a reason.
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
        throw new ProblemException(400, "the body is no reason", "nothing, or {\"override\": \"why, in words\"}");
    }
}
