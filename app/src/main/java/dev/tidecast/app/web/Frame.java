package dev.tidecast.app.web;

import java.util.List;

/**
 * What every page shows around its content.
 *
 * @param page which one: {@code "users"}
 * @param shop its name
 * @param token that forms send back
 * @param signedIn whether a key was shown
 * @param isAdmin whether the reader may change models and keys
 * @param here path and query, for the switch of languages
 */
public record Frame(Say say, String page, String shop, String token, boolean signedIn, boolean isAdmin, String here) {
    /** Pages of the way around, in order. */
    public static final List<String> PAGES =
            List.of("overview", "users", "audiences", "trends", "models", "data", "keys");

    /** Where a page is. */
    public static String path(String page) {
        return page.equals("overview") ? "/" : "/" + page;
    }

    /** This page in the other language. */
    public String inOther() {
        return here + (here.contains("?") ? "&" : "?") + "lang=" + say.other();
    }
}
