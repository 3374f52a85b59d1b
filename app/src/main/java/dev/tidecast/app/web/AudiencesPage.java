package dev.tidecast.app.web;

import dev.tidecast.app.api.Role;
import dev.tidecast.app.live.OverloadedException;
import dev.tidecast.app.serve.FacetNames;
import dev.tidecast.app.serve.Sample;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.ShopWide;
import dev.tidecast.app.serve.ShopWide.Target;
import dev.tidecast.app.serve.UnanswerableException;
import dev.tidecast.forecast.Question;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The reverse question: who will want something, and how many of them. */
final class AudiencesPage {
    private static final int SHOWN = 50;
    private static final int POINTS = 100;

    private final Pages pages;
    private final Service service;
    private final ShopWide shop;
    private volatile @Nullable Suggestions suggestions;

    AudiencesPage(Pages pages, Service service, ShopWide shop) {
        this.pages = pages;
        this.service = service;
        this.shop = shop;
    }

    void add(RoutesConfig routes) {
        pages.get(routes, "/audiences", Role.READ, this::show);
        pages.get(routes, "/audiences.csv", Role.READ, this::export);
    }

    private Question question(Context context) {
        int days = Asked.horizon(context, service.standard());
        return Asked.question(context, service.standard(), List.of(days), 1);
    }

    private List<Target> chosen(ShopWide.Audience audience, Context context) {
        String least = context.queryParam("least");
        double from =
                least != null && least.matches("[0-9]{1,2}(\\.[0-9]{1,3})?") ? Double.parseDouble(least) / 100 : 0;
        String most = context.queryParam("size");
        long size = most != null && most.matches("[0-9]{1,8}") ? Long.parseLong(most) : Long.MAX_VALUE;
        return audience.members().stream()
                .filter(each -> each.probability() >= from)
                .limit(Math.max(1, size))
                .toList();
    }

    private void show(Context context) {
        Map<String, @Nullable Object> values = new HashMap<>();
        String of = context.queryParam("of");
        values.put("of", of == null ? "" : of);
        values.put("least", of(context, "least", "0"));
        values.put("size", of(context, "size", ""));
        values.put("facet", of(context, "facet", "item"));
        values.put(
                "behaviour",
                of(context, "behaviour", service.standard().behaviour().word()));
        values.put("horizon", Asked.horizon(context, service.standard()));
        values.put("choices", pages.choices());
        values.put("names", names(context));
        values.put("query", context.queryString() == null ? "" : context.queryString());
        values.put("view", null);
        values.put("what", null);
        if (of != null && !of.isBlank()) {
            try {
                ShopWide.Audience audience = shop.audience(question(context), of.strip());
                values.put(
                        "view",
                        view(pages.say(context), audience, label(context, audience), chosen(audience, context)));
            } catch (UnanswerableException | FacetNames.UnknownNameException | IllegalArgumentException refused) {
                values.put("what", String.valueOf(refused.getMessage()));
            }
        }
        pages.write(context, "web/audiences.jte", "audiences", values);
    }

    /** What may be typed; nothing where the question is wrong, which is told elsewhere, or too much waits. */
    private List<Suggestions.Name> names(Context context) {
        try {
            Question question = question(context);
            Suggestions now = suggestions;
            if (now == null || !now.isOf(service.standing(), question.facet(), question.behaviour())) {
                now = service.ask(desk -> Suggestions.of(service.standing(), question.facet(), question.behaviour()));
                suggestions = now;
            }
            return now.names();
        } catch (IllegalArgumentException | OverloadedException wrong) {
            return List.of();
        }
    }

    private String label(Context context, ShopWide.Audience audience) {
        return FacetNames.label(audience.on().visible(), question(context).facet(), audience.name());
    }

    private static String of(Context context, String name, String otherwise) {
        String value = context.queryParam(name);
        return value == null ? otherwise : value;
    }

    private static AudienceView view(Say say, ShopWide.Audience audience, String label, List<Target> chosen) {
        Sample sample = audience.sample();
        double expected = chosen.stream().mapToDouble(Target::probability).sum();
        double top = chosen.isEmpty() ? 1 : chosen.getFirst().probability();
        return new AudienceView(
                label,
                say.count(chosen.size()),
                say.number(expected),
                say.percent(chosen.isEmpty() ? 0 : expected / chosen.size()),
                audience.probabilities(),
                sample == null
                        ? ""
                        : say.t(
                                "audiences.sample",
                                sample.asked(),
                                sample.of(),
                                say.number(sample.expected()),
                                say.number(sample.within())),
                curve(say, chosen),
                chosen.stream()
                        .limit(SHOWN)
                        .map(each -> new AudienceMember(
                                each.user(),
                                say.percent(each.probability()),
                                Links.width(100 * each.probability() / top)))
                        .toList());
    }

    /** The probability by rank. */
    private static Curve curve(Say say, List<Target> chosen) {
        int points = Math.min(POINTS, chosen.size());
        int[] ranks = IntStream.range(0, points)
                .map(k -> (int) ((long) k * (chosen.size() - 1) / Math.max(1, points - 1)))
                .toArray();
        long[] parts = IntStream.of(ranks)
                .mapToLong(rank -> Math.round(10_000 * chosen.get(rank).probability()))
                .toArray();
        return Curve.of(
                parts,
                640,
                90,
                k -> say.t(
                        "audiences.rank",
                        ranks[k] + 1,
                        say.percent(chosen.get(ranks[k]).probability())));
    }

    private void export(Context context) {
        String of = of(context, "of", "");
        ShopWide.Audience audience;
        try {
            audience = shop.audience(question(context), of);
        } catch (UnanswerableException | FacetNames.UnknownNameException | IllegalArgumentException refused) {
            pages.problem(context, 400, String.valueOf(refused.getMessage()));
            return;
        }
        StringBuilder csv = new StringBuilder(audience.probabilities() ? "user,probability\r\n" : "user,share\r\n");
        for (Target each : chosen(audience, context)) {
            csv.append(cell(each.user())).append(String.format(Locale.ROOT, ",%.6f\r\n", each.probability()));
        }
        context.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"audience.csv\"")
                .result(csv.toString());
    }

    /** Quoted, and never a formula of a spreadsheet. */
    private static String cell(String text) {
        String plain = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + plain.replace("\"", "\"\"") + "\"";
    }
}
