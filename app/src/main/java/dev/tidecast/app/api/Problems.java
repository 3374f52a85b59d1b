package dev.tidecast.app.api;

import dev.tidecast.app.live.OverloadedException;
import dev.tidecast.app.live.StoppedException;
import dev.tidecast.app.live.StoreException;
import dev.tidecast.app.live.UnreadableBodyException;
import dev.tidecast.app.serve.FacetNames.UnknownNameException;
import dev.tidecast.app.serve.UnanswerableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Locale;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What an error says to the caller: never a path, a class or a stack trace. */
final class Problems implements Routes {
    private static final Logger LOG = Logger.getLogger("tidecast");
    private static final int RETRY_SECONDS = 1;

    @Override
    public void add(RoutesConfig routes) {
        routes.exception(ProblemException.class, (it, context) -> it.problem().answer(context));
        routes.exception(UnreadableBodyException.class, (it, context) -> answer(context, 400, "unreadable", it));
        routes.exception(UnanswerableException.class, (it, context) -> answer(context, 422, "no answer", it));
        routes.exception(UnknownNameException.class, (it, context) -> answer(context, 404, "not found", it));
        routes.exception(OverloadedException.class, (it, context) -> later(context, it.getMessage()));
        routes.exception(StoppedException.class, (it, context) -> later(context, "nothing is stored now"));
        routes.exception(StoreException.class, (it, context) -> {
            LOG.log(Level.SEVERE, "the store failed", it);
            later(context, "the store failed");
        });
        routes.exception(HttpResponseException.class, Problems::refused);
        routes.exception(Exception.class, Problems::unexpected);
    }

    private static void answer(Context context, int status, String title, Exception error) {
        new Problem(status, title, error.getMessage()).answer(context);
    }

    private static void later(Context context, @Nullable String why) {
        context.header("Retry-After", Integer.toString(RETRY_SECONDS));
        new Problem(503, "too busy", why).answer(context);
    }

    private static void refused(HttpResponseException error, Context context) {
        String title = switch (error.getStatus()) {
            case 404 -> "no such address";
            case 405 -> "not with this method";
            case 413 -> "the body is too large";
            case 415 -> "not this type of content";
            default -> "refused";
        };
        new Problem(error.getStatus(), title, null).answer(context);
    }

    private static void unexpected(Exception error, Context context) {
        String number = UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
        LOG.log(Level.SEVERE, "error " + number, error);
        new Problem(500, "an error of ours", "the service's log tells more under " + number).answer(context);
    }
}
