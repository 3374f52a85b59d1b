package dev.tidecast.app.api;

import dev.tidecast.app.serve.Service;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Copies the store while it is in use: a moment of it, whole, in {@code backups/} of the output folder. */
final class BackupRoutes implements Routes {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Service service;
    private final Audit audit;

    BackupRoutes(Service service, Audit audit) {
        this.service = service;
        this.audit = audit;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.post("/v1/backups", this::backUp, Gate.needs(Role.ADMIN));
    }

    private synchronized void backUp(Context context) throws IOException {
        new Parameters(context);
        String name = NAME.format(Instant.now());
        Path out = service.settings().out();
        Path folder = Files.createDirectories(out.resolve("backups")).resolve(name);
        Path store = Files.createDirectory(folder).resolve("store");
        service.ask(desk -> {
            service.store().backUp(store);
            return name;
        });
        Path erased = out.resolve("erased.json");
        if (Files.exists(erased)) {
            Files.copy(erased, folder.resolve("erased.json"), StandardCopyOption.COPY_ATTRIBUTES);
        }
        audit.record(context, "backup", name);
        context.status(201).json(Map.of("name", name, "events", service.store().appended()));
    }
}
