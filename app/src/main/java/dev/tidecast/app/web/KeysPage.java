package dev.tidecast.app.web;

import dev.tidecast.app.api.Audit;
import dev.tidecast.app.api.KeyRing;
import dev.tidecast.app.api.Role;
import dev.tidecast.app.serve.Service;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may ask for what; a key's text is shown once, when it is made. */
final class KeysPage {
    private static final int LONGEST = 80;

    private final Pages pages;
    private final Path file;
    private final Audit audit;

    KeysPage(Pages pages, Service service, Audit audit) {
        this.pages = pages;
        this.audit = audit;
        this.file = service.settings().out().resolve("keys.json");
    }

    void add(RoutesConfig routes) {
        pages.get(routes, "/keys", Role.ADMIN, context -> show(context, null));
        pages.post(routes, "/keys/create", Role.ADMIN, this::create);
        pages.post(routes, "/keys/revoke", Role.ADMIN, this::revoke);
    }

    private void show(Context context, @Nullable String made) throws IOException {
        Say say = pages.say(context);
        List<KeyRow> rows = KeyRing.read(file).keys().reversed().stream()
                .map(each -> new KeyRow(
                        each.id(),
                        each.name(),
                        each.role().word(),
                        say.time(each.created()),
                        each.revoked() == null ? "" : say.time(each.revoked())))
                .toList();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("rows", rows);
        values.put("made", made);
        pages.write(context, "web/keys.jte", "keys", values);
    }

    private synchronized void create(Context context) throws IOException {
        String name = String.valueOf(context.formParam("name")).strip();
        Role role;
        try {
            role = Role.of(String.valueOf(context.formParam("role")));
        } catch (IllegalArgumentException unknown) {
            pages.problem(context, 400, String.valueOf(unknown.getMessage()));
            return;
        }
        if (name.isEmpty() || name.length() > LONGEST) {
            pages.problem(context, 400, pages.say(context).t("keys.name.wrong", LONGEST));
            return;
        }
        KeyRing ring = KeyRing.read(file);
        boolean first = ring.keys().isEmpty();
        if (first && role != Role.ADMIN) {
            pages.problem(context, 409, pages.say(context).t("keys.first"));
            return;
        }
        KeyRing.Created created = ring.create(name, role, Instant.now(), new SecureRandom());
        created.ring().write(file);
        audit.record(context, "key-create", created.key().id() + " (" + role.word() + ")");
        show(context, created.text());
    }

    private synchronized void revoke(Context context) throws IOException {
        String id = String.valueOf(context.formParam("id"));
        try {
            KeyRing.read(file).revoke(id, Instant.now()).write(file);
            audit.record(context, "key-revoke", id);
            context.redirect("/keys");
        } catch (IllegalArgumentException unknown) {
            pages.problem(context, 404, pages.say(context).t("keys.unknown"));
        }
    }
}
