package dev.tidecast.app.api;

import dev.tidecast.app.live.EventReader.Row;
import dev.tidecast.app.serve.Service;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Events in: acknowledged when they are on disk. */
final class EventRoutes implements Routes {
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_SECONDS = 10;

    private final Service service;

    EventRoutes(Service service) {
        this.service = service;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.post("/v1/events", this::take, Gate.needs(Role.PUBLIC_BEACON));
    }

    private void take(Context context) {
        new Parameters(context);
        List<Row> rows = service.intake().read(context.bodyAsBytes());
        if (rows.size() > MOST_ROWS) {
            throw new ProblemException(413, "too many events at once", "up to " + MOST_ROWS + " are allowed");
        }
        if (rows.isEmpty()) {
            throw new ProblemException(
                    400, "no event in the body", "send an object, an array of objects, or an object a line");
        }
        boolean[] isNew = stored(rows);
        int fresh = 0;
        for (boolean each : isNew) {
            fresh += each ? 1 : 0;
        }
        List<Map<String, Object>> refused = new ArrayList<>();
        for (Row row : rows) {
            if (row.refusal() != null) {
                refused.add(Map.of("row", row.row(), "reason", row.refusal()));
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("accepted", fresh);
        answer.put("repeated", isNew.length - fresh);
        answer.put("refused", refused);
        context.status(refused.isEmpty() ? 200 : isNew.length == 0 ? 422 : 207).json(answer);
    }

    private boolean[] stored(List<Row> rows) {
        try {
            return service.intake().takeRows(rows, Map.of()).get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(failed);
        } catch (TimeoutException late) {
            throw new ProblemException(
                    503, "the disk is slow", "it is not known whether the events were stored: send them again by id");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProblemException(503, "the service is stopping", "send the events again by id");
        }
    }
}
