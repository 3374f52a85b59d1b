package dev.tidecast.app.registry;

import dev.tidecast.evaluate.Estimate;
import dev.tidecast.evaluate.FigureTable;
import dev.tidecast.evaluate.Measure;
import dev.tidecast.evaluate.PairedDifference;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of every user that one version was judged by, so that versions judged in different backtests can be
 * compared user by user.
 *
 * @param cut of each row, its number from 0
 * @param user of each row, the number in the dataset
 * @param columns by measure, a figure a row, NaN where there is none
 */
record VersionFigures(int[] cut, int[] user, Map<String, float[]> columns) {
    /** A model's part of a backtest's figures, by these measures. */
    static VersionFigures of(FigureTable table, String model, List<Measure> measures) {
        int[] cut = new int[table.rows()];
        int[] user = new int[table.rows()];
        Map<String, float[]> columns = new LinkedHashMap<>();
        Arrays.setAll(cut, table::cut);
        Arrays.setAll(user, table::user);
        for (Measure measure : measures) {
            float[] column = new float[table.rows()];
            for (int row = 0; row < column.length; row++) {
                column[row] = table.figure(model, measure, row);
            }
            columns.put(measure.word(), column);
        }
        return new VersionFigures(cut, user, columns);
    }

    void write(Path file) throws IOException {
        Map<String, StoredTensor> tensors = new TreeMap<>();
        tensors.put("cut", StoredTensor.of(cut, cut.length));
        tensors.put("user", StoredTensor.of(user, user.length));
        columns.forEach((measure, column) -> tensors.put("measure/" + measure, StoredTensor.of(column, column.length)));
        new SafeTensors(tensors, Map.of()).write(file);
    }

    static VersionFigures read(Path file) throws IOException {
        SafeTensors stored = SafeTensors.read(file);
        Map<String, float[]> columns = new TreeMap<>();
        stored.tensors().forEach((name, tensor) -> {
            if (name.startsWith("measure/")) {
                columns.put(name.substring("measure/".length()), tensor.floats());
            }
        });
        return new VersionFigures(
                stored.tensor("cut").ints(), stored.tensor("user").ints(), columns);
    }

    /** Whether row by row the same users were judged at the same cuts. */
    boolean pairs(VersionFigures other) {
        return Arrays.equals(cut, other.cut) && Arrays.equals(user, other.user);
    }

    /** These - others, by each measure that both have. */
    Map<String, Estimate> difference(VersionFigures other, int resamples, long seed) {
        Map<String, Estimate> differences = new LinkedHashMap<>();
        columns.forEach((measure, column) -> {
            float[] others = other.columns.get(measure);
            if (others != null) {
                differences.put(measure, PairedDifference.of(column, others, user, resamples, seed));
            }
        });
        return differences;
    }
}
