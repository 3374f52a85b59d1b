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
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.BadMessageException;
import org.jspecify.annotations.Nullable;

/** What an error says to the caller: never a path, a class or a stack trace. */
final class Problems implements Routes {
    private static final Logger LOG = Logger.getLogger("tidecast");
    private static final int RETRY_SECONDS = 1;
    private static final long LOG_NANOS = Duration.ofSeconds(10).toNanos();
    private static final String NOT_NOW = "not now";

    private final AtomicLong logged = new AtomicLong(System.nanoTime() - LOG_NANOS);

    @Override
    public void add(RoutesConfig routes) {
        routes.exception(ProblemException.class, (it, context) -> it.problem().answer(context));
        routes.exception(UnreadableBodyException.class, (it, context) -> answer(context, 400, "unreadable", it));
        routes.exception(UnanswerableException.class, (it, context) -> answer(context, 422, "no answer", it));
        routes.exception(UnknownNameException.class, (it, context) -> answer(context, 404, "not found", it));
        routes.exception(OverloadedException.class, (it, context) -> later(context, "too busy", it.getMessage()));
        routes.exception(StoppedException.class, (it, context) -> later(context, NOT_NOW, reason(it)));
        routes.exception(StoreException.class, (it, context) -> {
            log("the store failed", it);
            later(context, NOT_NOW, StoreException.reason(it));
        });
        routes.exception(HttpResponseException.class, Problems::refused);
        routes.exception(BadMessageException.class, (it, context) -> {
            String title = it.getCode() == 408 ? "the body came too slowly" : "malformed request";
            new Problem(it.getCode(), title, null).answer(context);
        });
        routes.exception(Exception.class, this::unexpected);
    }

    private static void answer(Context context, int status, String title, Exception error) {
        new Problem(status, title, error.getMessage()).answer(context);
    }

    private static void later(Context context, String title, @Nullable String why) {
        context.header("Retry-After", Integer.toString(RETRY_SECONDS));
        new Problem(503, title, why).answer(context);
    }

    private static String reason(StoppedException stopped) {
        return stopped.getCause() == null ? "the service is stopping" : StoreException.reason(stopped);
    }

    /** What fails goes on failing, and a log that grows with each request would fill the disk. */
    private void log(String what, Throwable error) {
        long last = logged.get();
        long now = System.nanoTime();
        if (now - last >= LOG_NANOS && logged.compareAndSet(last, now)) {
            LOG.log(Level.SEVERE, what, error);
        }
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

    private void unexpected(Exception error, Context context) {
        if (StoreException.isFullDisk(error)) {
            log("the disk is full", error);
            later(context, NOT_NOW, StoreException.reason(error));
            return;
        }
        String number = UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
        LOG.log(Level.SEVERE, "error " + number, error);
        new Problem(500, "an error of ours", "the service's log tells more under " + number).answer(context);
    }
}
