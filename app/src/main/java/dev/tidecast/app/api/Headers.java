package dev.tidecast.app.api;

import io.javalin.http.Context;

/** What every answer says to browsers: neither guess, nor frame, nor keep, nor run what is not ours. */
final class Headers {
    private Headers() {}

    static void add(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none';"
                        + " base-uri 'none'; form-action 'self'");
        context.header("Cache-Control", "no-store");
    }
}
