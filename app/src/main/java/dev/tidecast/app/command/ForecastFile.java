package dev.tidecast.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.data.ParquetFile;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.forecast.Forecaster;
import dev.tidecast.model.Model;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetFolder;
import dev.tidecast.sequence.Target;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes the forecasts of all users, block by block in the users' order, as they are made. */
final class ForecastFile {
    private static final int BLOCK = 256;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Run run;
    private final Model model;
    private final int count;
    private final Dataset dataset;
    private final Target target;

    /** How the file is written. */
    enum Format {
        PARQUET,
        CSV,
        JSONL
    }

    ForecastFile(Run run, Model model, int count) throws IOException {
        this.run = run;
        this.model = model;
        this.count = count;
        this.dataset = DatasetFolder.open(run.folder().dataset());
        this.target = run.configuration().recipe().target();
    }

    void write(Format format, Path file) throws IOException {
        switch (format) {
            case CSV -> Artefact.writeFile(file, path -> stream(path, Format.CSV));
            case JSONL -> Artefact.writeFile(file, path -> stream(path, Format.JSONL));
            case PARQUET -> parquet(file);
        }
    }

    private void parquet(Path file) throws IOException {
        Path lines = run.folder().root().resolve("forecasts.csv.tidecast-tmp");
        try {
            stream(lines, Format.CSV);
            Artefact.writeFile(file, path -> ParquetFile.fromCsv(lines, columns(), path));
        } finally {
            Files.deleteIfExists(lines);
        }
    }

    /** Columns and their SQL types, in the order of the file. */
    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("user", "VARCHAR");
        columns.put("as_of", "TIMESTAMP");
        columns.put("horizon_days", "INTEGER");
        columns.put("rank", "INTEGER");
        columns.put("item", "VARCHAR");
        columns.put("score", "FLOAT");
        columns.put("share", "DOUBLE");
        columns.put("probability", "DOUBLE");
        columns.put("known", "BOOLEAN");
        columns.put("any_probability", "DOUBLE");
        return columns;
    }

    private void stream(Path path, Format format) throws IOException {
        int threads = new ModelShelf(run.configuration().recipe(), run.progress()).threads();
        ThreadLocal<Forecaster> forecasters = ThreadLocal.withInitial(() -> new Forecaster(model, dataset, target));
        run.progress().begin("Forecasting", dataset.userCount(), "users");
        try (ExecutorService threadsOfWork = Executors.newFixedThreadPool(threads);
                BufferedWriter out = Files.newBufferedWriter(path)) {
            if (format == Format.CSV) {
                out.write(String.join(",", columns().keySet()));
                out.write('\n');
            }
            List<Future<String>> blocks = new ArrayList<>();
            for (int from = 0; from < dataset.userCount(); from += BLOCK) {
                int first = from;
                int to = Math.min(from + BLOCK, dataset.userCount());
                blocks.add(threadsOfWork.submit(() -> block(forecasters.get(), first, to, format)));
            }
            for (Future<String> block : blocks) {
                out.write(block.get());
                run.progress().advance(BLOCK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while forecasting", stopped);
        } catch (ExecutionException failed) {
            throw new IOException("forecasting failed: " + failed.getCause(), failed);
        } finally {
            run.progress().end();
        }
    }

    private String block(Forecaster forecaster, int from, int to, Format format) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int user = from; user < to; user++) {
            Forecast forecast = forecaster.of(user, count);
            if (format == Format.JSONL) {
                text.append(JSON.writeValueAsString(object(forecast))).append('\n');
            } else {
                lines(forecast, text);
            }
        }
        return text.toString();
    }

    private void lines(Forecast forecast, StringBuilder text) {
        String user = quoted(dataset.users().get(forecast.user()));
        String asOf = Instant.ofEpochSecond(forecast.asOf()).toString();
        Double any = forecast.anyProbability();
        int rank = 0;
        for (Interest interest : forecast.interests()) {
            text.append(user).append(',').append(asOf).append(',').append(forecast.horizonDays());
            text.append(',').append(++rank).append(',');
            text.append(quoted(dataset.items().names().get(interest.item()))).append(',');
            text.append(interest.score()).append(',').append(interest.share()).append(',');
            text.append(interest.probability() == null ? "" : interest.probability())
                    .append(',');
            text.append(interest.known())
                    .append(',')
                    .append(any == null ? "" : any)
                    .append('\n');
        }
    }

    private Map<String, Object> object(Forecast forecast) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("user", dataset.users().get(forecast.user()));
        object.put("asOf", Instant.ofEpochSecond(forecast.asOf()).toString());
        object.put("horizonDays", forecast.horizonDays());
        Double any = forecast.anyProbability();
        if (any != null) {
            object.put("anyProbability", any);
        }
        object.put("items", forecast.interests().stream().map(this::object).toList());
        return object;
    }

    private Map<String, Object> object(Interest interest) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("item", dataset.items().names().get(interest.item()));
        object.put("score", interest.score());
        object.put("share", interest.share());
        if (interest.probability() != null) {
            object.put("probability", interest.probability());
        }
        object.put("known", interest.known());
        return object;
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
