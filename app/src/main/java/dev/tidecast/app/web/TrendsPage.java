package dev.tidecast.app.web;

import dev.tidecast.app.api.Role;
import dev.tidecast.app.serve.FacetNames;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.ShopWide;
import dev.tidecast.app.serve.ShopWide.Trend;
import dev.tidecast.app.serve.UnanswerableException;
import dev.tidecast.forecast.Direction;
import dev.tidecast.forecast.Question;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rises and what fades in the whole shop: the forecast against the last window. */
final class TrendsPage {
    private static final int SHOWN = 15;

    private final Pages pages;
    private final Service service;
    private final ShopWide shop;

    TrendsPage(Pages pages, Service service, ShopWide shop) {
        this.pages = pages;
        this.service = service;
        this.shop = shop;
    }

    void add(RoutesConfig routes) {
        pages.get(routes, "/trends", Role.READ, this::show);
    }

    private void show(Context context) {
        Map<String, @Nullable Object> values = new HashMap<>();
        int days = Asked.horizon(context, service.standard());
        values.put("horizon", days);
        values.put("choices", pages.choices());
        values.put("facet", "item");
        values.put("behaviour", service.standard().behaviour().word());
        values.put("rising", List.of());
        values.put("fading", List.of());
        values.put("sample", "");
        values.put("whole", "");
        values.put("what", null);
        try {
            Question question = Asked.question(context, service.standard(), List.of(days), 1);
            values.put("facet", question.facet().word());
            values.put("behaviour", question.behaviour().word());
            ShopWide.Trends all = shop.trends(question);
            Say say = pages.say(context);
            values.put("whole", say.t("trends.whole", say.number(all.expected()), say.number(all.last())));
            values.put("sample", all.asked() < all.users() ? say.t("sample", all.asked(), all.users()) : "");
            values.put("rising", rows(say, question, all, Direction.RISING));
            values.put("fading", rows(say, question, all, Direction.FADING));
        } catch (UnanswerableException | IllegalArgumentException refused) {
            values.put("what", String.valueOf(refused.getMessage()));
        }
        pages.write(context, "web/trends.jte", "trends", values);
    }

    /** Those whose part of the whole moves most in that direction. */
    private List<TrendRow> rows(Say say, Question question, ShopWide.Trends all, Direction direction) {
        double growth = all.last() > 0 ? all.expected() / all.last() : 1;
        List<Trend> moved = all.values().stream()
                .filter(each -> each.direction() == direction)
                .sorted(Comparator.comparingDouble(each -> -Math.abs(each.moved())))
                .limit(SHOWN)
                .toList();
        double top = moved.stream()
                .mapToDouble(each -> Math.max(each.expected(), growth * each.last()))
                .max()
                .orElse(1);
        return moved.stream()
                .map(each -> new TrendRow(
                        each.name(),
                        label(question, each.name()),
                        say.number(each.expected()),
                        each.last() > 0
                                ? say.t("trends.change", say.change(each.expected() / (growth * each.last()) - 1))
                                : say.t("trends.fresh"),
                        Links.width(100 * each.expected() / top),
                        Links.width(100 * growth * each.last() / top)))
                .toList();
    }

    private String label(Question question, String name) {
        return FacetNames.label(service.standing().visible(), question.facet(), name);
    }
}
