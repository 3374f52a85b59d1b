package dev.tidecast.app.web;

import dev.tidecast.app.api.Role;
import dev.tidecast.app.report.CleaningPart;
import dev.tidecast.app.report.StoredCleaning;
import dev.tidecast.app.serve.Service;
import dev.tidecast.clean.Reason;
import dev.tidecast.data.RejectedRows;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the rows that were read, and those that were not used. */
final class DataPage {
    private static final int ROWS = 25;
    private static final int MOST_PAGE = 100_000;

    private final Pages pages;
    private final Service service;

    DataPage(Pages pages, Service service) {
        this.pages = pages;
        this.service = service;
    }

    void add(RoutesConfig routes) {
        pages.get(routes, "/data", Role.READ, this::show);
    }

    private static List<RejectedRows.Rejected> rows(Path file, @Nullable String reason, long skipped) {
        try {
            return RejectedRows.read(file, reason, skipped, ROWS + 1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void show(Context context) throws IOException {
        Path out = service.settings().out();
        String asked = context.queryParam("reason");
        String reason = Arrays.stream(Reason.values())
                .map(Reason::code)
                .filter(code -> code.equals(asked))
                .findFirst()
                .orElse(null);
        String number = context.queryParam("page");
        int page = number != null && number.matches("[0-9]{1,6}") ? Math.min(Integer.parseInt(number), MOST_PAGE) : 0;
        CleaningPart cleaning = StoredCleaning.read(out.resolve("cleaning.json"));
        List<RejectedRows.Rejected> rows =
                service.ask(desk -> rows(out.resolve("rejects.parquet"), reason, (long) page * ROWS));
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("cleaning", cleaning);
        values.put("reason", reason == null ? "" : reason);
        values.put("rows", rows.subList(0, Math.min(ROWS, rows.size())));
        values.put("number", page);
        values.put("more", rows.size() > ROWS);
        pages.write(context, "web/data.jte", "data", values);
    }
}
