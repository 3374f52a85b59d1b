package dev.tidecast.app.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Files of the program itself that browsers load; only those named here. */
final class Assets {
    private static final String HOME = "/dev/tidecast/app/web/";
    private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.7/dist/htmx.min.js";

    private Assets() {}

    static void add(RoutesConfig routes) {
        Map.of(
                        "/beacon.js", HOME + "beacon.js",
                        "/assets/console.css", HOME + "console.css",
                        "/assets/console.js", HOME + "console.js",
                        "/assets/htmx.js", HTMX)
                .forEach((path, resource) -> {
                    byte[] content = content(resource);
                    String type = path.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
                    routes.get(path, context -> serve(context, content, type));
                });
    }

    private static void serve(Context context, byte[] content, String type) {
        context.header("Cache-Control", "public, max-age=3600")
                .contentType(type)
                .result(content);
        if (context.path().equals("/beacon.js")) {
            context.header("Cross-Origin-Resource-Policy", "cross-origin"); // shops' pages have hosts of their own
        }
    }

    private static byte[] content(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its own part " + resource + ": build it again");
            }
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
