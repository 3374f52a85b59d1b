package dev.tidecast.app.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.tidecast.app.live.ShopItem;
import dev.tidecast.app.serve.Service;
import dev.tidecast.sequence.Items;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the shop sells: read, and told anew. */
final class ItemRoutes implements Routes {
    private static final int MOST = 1_000;
    private static final ObjectReader READER = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withCoercionConfig(LogicalType.Textual, ItemRoutes::refuseScalars)
            .build()
            .readerFor(ShopItem[].class);

    private final Service service;
    private final Audit audit;

    ItemRoutes(Service service, Audit audit) {
        this.service = service;
        this.audit = audit;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/v1/items", this::list, Gate.needs(Role.READ));
        routes.put("/v1/items", this::put, Gate.needs(Role.WRITE));
    }

    private void list(Context context) {
        Parameters from = new Parameters(context, "from", "limit");
        Items items = service.standing().visible().items();
        int first = from.integer("from", 0, Integer.MAX_VALUE, 0);
        int limit = from.integer("limit", 1, MOST, 100);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int item = first; item < items.size() && item < first + limit; item++) {
            rows.add(row(items, item));
        }
        context.json(Map.of("size", items.size(), "items", rows));
    }

    private Map<String, Object> row(Items items, int item) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", items.names().get(item));
        row.put("title", items.titles().get(item));
        if (items.category().get(item) >= 0) {
            row.put("category", items.categories().get(items.category().get(item)));
        }
        if (items.brand().get(item) >= 0) {
            row.put("brand", items.brands().get(items.brand().get(item)));
        }
        if (!Float.isNaN(items.price().get(item))) {
            row.put("price", items.price().get(item));
        }
        service.items().find(items.names().get(item)).ifPresent(said -> putSaid(row, said));
        return row;
    }

    private static void putSaid(Map<String, Object> row, ShopItem said) {
        if (said.inStock() != null) {
            row.put("inStock", said.inStock());
        }
        if (said.vector() != null) {
            row.put("vectorLength", said.vector().length());
        }
    }

    private void put(Context context) {
        new Parameters(context);
        List<ShopItem> items = items(context.bodyAsBytes());
        if (items.isEmpty() || items.size() > MOST) {
            throw new ProblemException(400, items.size() + " items", "1 to " + MOST + " at once are allowed");
        }
        try {
            service.ask(desk -> {
                service.items().put(items);
                return true;
            });
        } catch (IllegalArgumentException refused) {
            throw new ProblemException(400, "these items are not allowed", refused.getMessage());
        }
        audit.record(context, "items", items.size() + " items told anew");
        context.json(Map.of("stored", items.size()));
    }

    private static void refuseScalars(MutableCoercionConfig texts) {
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float)) {
            texts.setCoercion(shape, CoercionAction.Fail);
        }
    }

    private static List<ShopItem> items(byte[] body) {
        try {
            ShopItem[] read = READER.readValue(body);
            if (read == null || java.util.Arrays.asList(read).contains(null)) {
                throw new ProblemException(400, "no items", ALLOWED);
            }
            return List.of(read);
        } catch (ValueInstantiationException refused) {
            String why = refused.getCause() instanceof IllegalArgumentException it ? it.getMessage() + "; " : "";
            throw new ProblemException(400, "the body is no array of items", why + ALLOWED);
        } catch (JsonProcessingException wrong) {
            throw new ProblemException(400, "the body is no array of items", ALLOWED);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    private static final String ALLOWED =
            "an array of objects with id and any of title, category, brand, price, description, image, inStock, vector";
}
