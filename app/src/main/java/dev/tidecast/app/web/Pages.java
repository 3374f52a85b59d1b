package dev.tidecast.app.web;

import dev.tidecast.app.api.Gate;
import dev.tidecast.app.api.ProblemException;
import dev.tidecast.app.api.Role;
import dev.tidecast.app.serve.Service;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How pages are opened, written and guarded. Shared between threads. */
final class Pages {
    private static final String LANGUAGE = "tidecast-language";
    private static final int YEAR_SECONDS = 31_536_000;

    private final Service service;
    private final Gate gate;
    private final Visits visits;
    private volatile @Nullable Choices choices;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    Pages(Service service, Gate gate, Visits visits) {
        this.service = service;
        this.gate = gate;
        this.visits = visits;
        templates.setTrimControlStructures(true);
    }

    /** What can be asked on the present standing; looked up once for it. */
    Choices choices() {
        Choices now = choices;
        if (now == null || now.standing() != service.standing().number()) {
            now = Choices.of(service.standing(), service.standard());
            choices = now;
        }
        return now;
    }

    /** Makes a page or a part of one. */
    @FunctionalInterface
    interface Page {
        void open(Context context) throws Exception;
    }

    /** A page that is read. */
    void get(RoutesConfig routes, String path, Role role, Page page) {
        routes.get(path, context -> guarded(context, role, page));
    }

    /** A form that changes something: it must come from a page of this visit. */
    void post(RoutesConfig routes, String path, Role role, Page page) {
        routes.post(
                path,
                context -> guarded(context, role, open -> {
                    if (!visits.isOurs(open)) {
                        problem(open, 403, say(open).t("problem.token"));
                        return;
                    }
                    page.open(open);
                }));
    }

    private void guarded(Context context, Role role, Page page) throws Exception {
        try {
            gate.require(context, role);
        } catch (ProblemException refused) {
            if (refused.problem().status() == 401) {
                String here = URLEncoder.encode(here(context), StandardCharsets.UTF_8);
                if (context.header("HX-Request") != null) {
                    context.header("HX-Redirect", "/sign-in").status(401);
                } else {
                    context.redirect("/sign-in?to=" + here);
                }
            } else {
                problem(context, refused.problem().status(), String.valueOf(refused.getMessage()));
            }
            return;
        }
        page.open(context);
    }

    /** Answers with a page that says what is wrong. */
    void problem(Context context, int status, String what) {
        context.status(status);
        write(context, "web/problem.jte", "", Map.of("what", what));
    }

    /** Writes a page; {@code page} is its place in the way around. */
    void write(Context context, String template, String page, Map<String, ? extends @Nullable Object> values) {
        Say say = say(context);
        Map<String, @Nullable Object> all = new HashMap<>(values);
        Gate.Caller caller = Gate.caller(context);
        all.put("say", say);
        all.put(
                "frame",
                new Frame(
                        say,
                        page,
                        service.standing().visible().name(),
                        visits.token(context),
                        visits.key(context).isPresent(),
                        caller.role() == Role.ADMIN,
                        here(context)));
        // With no-referrer a browser hides the origin of forms, by which those of other sites are told.
        context.header("Referrer-Policy", "same-origin");
        StringOutput html = new StringOutput(1 << 14);
        templates.render(template, all, html);
        context.html(html.toString());
    }

    private static String here(Context context) {
        String query = context.queryString();
        String kept =
                query == null ? "" : query.replaceAll("(^|&)lang=[^&]*", "").replaceFirst("^&", "");
        return context.path() + (kept.isEmpty() ? "" : "?" + kept);
    }

    /** The words in the language that the reader chose, or else that the browser asks for. */
    Say say(Context context) {
        String asked = context.queryParam("lang");
        if (asked != null && Say.LANGUAGES.contains(asked)) {
            Cookie cookie = new Cookie(LANGUAGE, asked);
            cookie.setPath("/");
            cookie.setMaxAge(YEAR_SECONDS);
            cookie.setHttpOnly(true);
            cookie.setSameSite(SameSite.STRICT);
            context.cookie(cookie);
            return Say.in(asked, zone());
        }
        String chosen = context.cookie(LANGUAGE);
        String wanted = chosen == null ? String.valueOf(context.header("Accept-Language")) : chosen;
        return Say.in(wanted.toLowerCase(Locale.ROOT).startsWith("zh") ? "zh" : "en", zone());
    }

    private ZoneId zone() {
        return service.standing().visible().zone();
    }
}
