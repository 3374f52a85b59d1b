package dev.tidecast.evaluate;

import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Every figure of every model: one row for each (cut, user) judged, the same rows for all models, so that any two can
 * be compared user by user.
 */
public final class FigureTable {
    private final List<String> models;
    private final int[] cut;
    private final int[] user;
    private final int[] events;
    private final Map<String, float[]> columns;

    FigureTable(List<String> models, int[] cut, int[] user, int[] events, Map<String, float[]> columns) {
        this.models = List.copyOf(models);
        this.cut = cut;
        this.user = user;
        this.events = events;
        this.columns = columns;
    }

    /** The table of cuts already judged, in order. */
    static FigureTable of(List<String> models, List<CutCases> cases, List<Map<String, ModelRun>> runs) {
        int rows = cases.stream().mapToInt(CutCases::size).sum();
        int[] cut = new int[rows];
        int[] user = new int[rows];
        int[] events = new int[rows];
        Map<String, float[]> columns = new LinkedHashMap<>();
        int start = 0;
        for (int c = 0; c < cases.size(); c++) {
            CutCases each = cases.get(c);
            for (int i = 0; i < each.size(); i++) {
                cut[start + i] = c;
                user[start + i] = each.user(i);
                events[start + i] = each.visible().history(each.user(i)).size();
            }
            for (String model : models) {
                float[][] figures =
                        java.util.Objects.requireNonNull(runs.get(c).get(model)).figures();
                for (Measure measure : Measure.values()) {
                    float[] column = columns.computeIfAbsent(key(model, measure), unused -> new float[rows]);
                    System.arraycopy(figures[measure.ordinal()], 0, column, start, each.size());
                }
            }
            start += each.size();
        }
        return new FigureTable(models, cut, user, events, columns);
    }

    private static String key(String model, Measure measure) {
        return model + "/" + measure.word();
    }

    /** The models in the order in which they ran. */
    public List<String> models() {
        return models;
    }

    public int rows() {
        return cut.length;
    }

    /** The number of a row's cut, from 0. */
    public int cut(int row) {
        return cut[row];
    }

    /** The number of a row's user in the dataset. */
    public int user(int row) {
        return user[row];
    }

    /** How many interactions a row's user had by the cut. */
    public int events(int row) {
        return events[row];
    }

    /** A figure; NaN where the user has no target for the measure. */
    public float figure(String model, Measure measure, int row) {
        return column(model, measure)[row];
    }

    /** A model's figures by row, NaN where there is none; not to be written. */
    float[] column(String model, Measure measure) {
        float[] column = columns.get(key(model, measure));
        if (column == null) {
            throw new IllegalArgumentException("no model \"" + model + "\" was judged: there are " + models);
        }
        return column;
    }

    void write(Path file) throws IOException {
        Map<String, StoredTensor> tensors = new TreeMap<>();
        tensors.put("cut", StoredTensor.of(cut, cut.length));
        tensors.put("user", StoredTensor.of(user, user.length));
        tensors.put("events", StoredTensor.of(events, events.length));
        columns.forEach((key, values) -> tensors.put(key, StoredTensor.of(values, values.length)));
        new SafeTensors(tensors, Map.of("models", String.join("\n", models))).write(file);
    }

    static FigureTable read(Path file) throws IOException {
        SafeTensors stored = SafeTensors.read(file);
        Map<String, float[]> columns = new LinkedHashMap<>();
        stored.tensors().forEach((key, tensor) -> {
            if (key.contains("/")) {
                columns.put(key, tensor.floats());
            }
        });
        return new FigureTable(
                new ArrayList<>(stored.text("models").lines().toList()),
                stored.tensor("cut").ints(),
                stored.tensor("user").ints(),
                stored.tensor("events").ints(),
                columns);
    }

    /** The numbers of the rows that {@code wanted} accepts. */
    int[] rowsWhere(java.util.function.IntPredicate wanted) {
        return IntStream.range(0, rows()).filter(wanted).toArray();
    }
}
