package dev.tidecast.app.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The API's description, for programs and, through Swagger UI, for people. */
final class DocRoutes implements Routes {
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final Map<String, String> FILES = Map.of(
            "swagger-ui.css", "text/css",
            "swagger-ui-bundle.js", "text/javascript",
            "favicon-32x32.png", "image/png");
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Tidecast API</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="/docs/swagger-ui.css"><link rel="icon" href="/docs/favicon-32x32.png">
            </head><body><main id="swagger-ui"></main>
            <script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>
            """;
    private static final String START = "window.ui = SwaggerUIBundle({url: '/openapi.yaml', dom_id: '#swagger-ui'});";

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/openapi.yaml", context -> send(context, "/openapi.yaml", "application/yaml"));
        routes.get(
                "/docs",
                context -> context.contentType("text/html; charset=utf-8").result(PAGE));
        routes.get(
                "/docs/start.js",
                context -> context.contentType("text/javascript").result(START));
        FILES.forEach((file, type) -> routes.get("/docs/" + file, context -> send(context, WEBJAR + file, type)));
    }

    private static void send(Context context, String resource, String type) {
        try (InputStream stream = DocRoutes.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is missing from the program");
            }
            context.contentType(type).result(stream.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
