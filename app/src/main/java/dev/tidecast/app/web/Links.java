package dev.tidecast.app.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names of users and items as parts of addresses. */
public final class Links {
    private Links() {}

    /** A name as one part of a path or as a value of a query. */
    public static String path(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A width of a bar, in percent. */
    public static String width(double percent) {
        return String.format(java.util.Locale.ROOT, "%.1f", Math.clamp(percent, 0, 100));
    }
}
