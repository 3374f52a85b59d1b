package dev.tidecast.app.command;

import dev.tidecast.data.ParquetFile;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Forecaster;
import dev.tidecast.forecast.Question;
import dev.tidecast.model.Model;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Dataset;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes the forecasts of all users, block by block in the users' order, as they are made. */
final class ForecastFile {
    private static final int BLOCK = 256;

    private final Run run;
    private final Model model;
    private final Dataset dataset;
    private final Question question;

    /** How the file is written. */
    enum Format {
        PARQUET,
        CSV,
        JSONL
    }

    ForecastFile(Run run, Model model, Dataset dataset, Question question) {
        this.run = run;
        this.model = model;
        this.dataset = dataset;
        this.question = question;
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
            Artefact.writeFile(file, path -> ParquetFile.fromCsv(lines, ForecastRows.columns(question), path));
        } finally {
            Files.deleteIfExists(lines);
        }
    }

    private void stream(Path path, Format format) throws IOException {
        int threads = new ModelShelf(run.configuration().recipe(), run.progress()).threads();
        ThreadLocal<Forecaster> forecasters = ThreadLocal.withInitial(() -> new Forecaster(model, dataset, question));
        run.progress().begin("Forecasting", dataset.userCount(), "users");
        try (ExecutorService threadsOfWork = Executors.newFixedThreadPool(threads);
                BufferedWriter out = Files.newBufferedWriter(path)) {
            if (format == Format.CSV) {
                out.write(String.join(",", ForecastRows.columns(question).keySet()));
                out.write('\n');
            }
            List<Future<String>> blocks = new ArrayList<>();
            for (int from = 0; from < dataset.userCount(); from += BLOCK) {
                int first = from;
                int to = Math.min(from + BLOCK, dataset.userCount());
                blocks.add(threadsOfWork.submit(() -> block(forecasters.get(), first, to, format)));
            }
            for (int block = 0; block < blocks.size(); block++) {
                out.write(blocks.get(block).get());
                run.progress().advance(Math.min(BLOCK, dataset.userCount() - block * BLOCK));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while forecasting", stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IOException("forecasting failed: " + failed.getCause(), failed);
        } finally {
            run.progress().end();
        }
    }

    private String block(Forecaster forecaster, int from, int to, Format format) throws IOException {
        ForecastRows rows = new ForecastRows(dataset, forecaster.index());
        forecaster.expect(from, to);
        for (int user = from; user < to; user++) {
            Forecast forecast = forecaster.of(user);
            if (format == Format.JSONL) {
                rows.addObject(forecast);
            } else {
                rows.addLines(forecast);
            }
        }
        return rows.text();
    }
}
