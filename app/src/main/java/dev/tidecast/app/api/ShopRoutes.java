package dev.tidecast.app.api;

import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.ShopWide;
import dev.tidecast.app.serve.ShopWide.Audience;
import dev.tidecast.app.serve.ShopWide.Target;
import dev.tidecast.app.serve.ShopWide.Trend;
import dev.tidecast.app.serve.ShopWide.Trends;
import dev.tidecast.forecast.Direction;
import dev.tidecast.forecast.Question;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the shop as a whole will want: audiences and trends. */
final class ShopRoutes implements Routes {
    private static final int MOST = 100_000;

    private final ShopWide shop;
    private final Asking asking;

    ShopRoutes(Service service, ShopWide shop) {
        this.shop = shop;
        this.asking = new Asking(service);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/v1/audiences", this::audience, Gate.needs(Role.READ));
        routes.get("/v1/trends", this::trends, Gate.needs(Role.READ));
    }

    private void audience(Context context) {
        Parameters from = new Parameters(context, "facet", "value", "horizon", "behaviour", "k", "minimum");
        Question question = asking.question(from);
        String value = from.text("value");
        if (value == null) {
            throw new ProblemException(400, "value is missing", "the name of an item, category, brand or price band");
        }
        int count = from.integer("k", 1, MOST, 100);
        int minimum = from.integer("minimum", 1, MOST, 1);
        Audience audience = shop.audience(one(question), value);
        if (audience.members().size() < minimum) {
            throw new ProblemException(
                    422, "too few for an audience", audience.members().size() + " users may want it, of " + minimum);
        }
        List<Target> chosen = audience.members()
                .subList(
                        0, Math.min(Math.max(count, minimum), audience.members().size()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("facet", question.facet().word());
        answer.put("value", value);
        answer.put("horizonDays", question.days());
        answer.put("behaviour", question.behaviour().word());
        answer.put("model", audience.on().loaded().id());
        answer.put("possible", audience.members().size());
        answer.put("size", chosen.size());
        if (audience.probabilities()) {
            answer.put(
                    "expectedConversions",
                    chosen.stream().mapToDouble(Target::probability).sum());
        }
        if (audience.sample() != null) {
            answer.put("sample", audience.sample());
        }
        answer.put("users", chosen);
        context.json(answer);
    }

    /** Of several horizons the longest. */
    static Question one(Question question) {
        return new Question(question.behaviour(), List.of(question.days()), question.facet(), question.count());
    }

    private void trends(Context context) {
        Parameters from = new Parameters(context, "facet", "horizon", "behaviour", "k");
        Question question = one(asking.question(from));
        int count = from.integer("k", 1, 1_000, 20);
        Trends all = shop.trends(question);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("facet", question.facet().word());
        answer.put("horizonDays", question.days());
        answer.put("behaviour", question.behaviour().word());
        if (all.asked() < all.users()) {
            answer.put("sample", Map.of("asked", all.asked(), "of", all.users()));
        }
        answer.put("whole", Map.of("expected", all.expected(), "last", all.last()));
        answer.put("rising", strongest(all, Direction.RISING, count));
        answer.put("fading", strongest(all, Direction.FADING, count));
        context.json(answer);
    }

    private static List<Map<String, Object>> strongest(Trends all, Direction direction, int count) {
        return all.values().stream()
                .filter(each -> each.direction() == direction)
                .sorted(Comparator.comparingDouble(each -> -Math.abs(each.moved())))
                .limit(count)
                .map(each -> row(each, all.asked() < all.users()))
                .toList();
    }

    private static Map<String, Object> row(Trend trend, boolean sampled) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("value", trend.name());
        row.put("expected", trend.expected());
        if (sampled) {
            row.put("within", trend.within());
        }
        row.put("last", trend.last());
        return row;
    }
}
