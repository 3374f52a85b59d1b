package dev.tidecast.evaluate;

import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.sequence.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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
    private final int[] days;
    private final Map<String, float[]> columns;

    FigureTable(List<String> models, int[] cut, int[] user, int[] events, int[] days, Map<String, float[]> columns) {
        this.models = List.copyOf(models);
        this.cut = cut;
        this.user = user;
        this.events = events;
        this.days = days;
        this.columns = columns;
    }

    /**
     * The table of cuts already judged, in order.
     *
     * @param figures of each cut, by model [measures x cases]; a measure that is not kept is empty. Taken over and emptied
     */
    static FigureTable of(List<String> models, List<? extends Cases> cases, List<Map<String, float[][]>> figures) {
        int rows = cases.stream().mapToInt(Cases::size).sum();
        int[] cut = new int[rows];
        int[] user = new int[rows];
        int[] events = new int[rows];
        int[] days = new int[rows];
        int start = 0;
        for (int c = 0; c < cases.size(); c++) {
            Cases each = cases.get(c);
            for (int i = 0; i < each.size(); i++) {
                History history = each.history(i);
                cut[start + i] = c;
                user[start + i] = each.user(i);
                events[start + i] = history.size();
                days[start + i] = history.isEmpty()
                        ? Integer.MAX_VALUE
                        : (int) TimeUnit.SECONDS.toDays(history.asOf() - history.time(history.size() - 1));
            }
            start += each.size();
        }
        Map<String, float[]> columns = new LinkedHashMap<>();
        for (String model : models) {
            List<float[][]> parts = new ArrayList<>();
            figures.forEach(each -> parts.add(java.util.Objects.requireNonNull(each.remove(model), model)));
            for (Measure measure : Measure.values()) {
                if (parts.getFirst()[measure.ordinal()].length > 0) {
                    columns.put(key(model, measure), joined(parts, measure, rows));
                }
            }
        }
        return new FigureTable(models, cut, user, events, days, columns);
    }

    private static float[] joined(List<float[][]> parts, Measure measure, int rows) {
        if (parts.size() == 1) {
            return parts.getFirst()[measure.ordinal()];
        }
        float[] column = new float[rows];
        int start = 0;
        for (float[][] part : parts) {
            float[] each = part[measure.ordinal()];
            System.arraycopy(each, 0, column, start, each.length);
            start += each.length;
        }
        return column;
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

    /** How many whole days before the cut a row's user was last seen. */
    public int days(int row) {
        return days[row];
    }

    /** The measures that are kept, in order. */
    public List<Measure> measures() {
        return Arrays.stream(Measure.values())
                .filter(measure -> !models.isEmpty() && columns.containsKey(key(models.getFirst(), measure)))
                .toList();
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
        tensors.put("days", StoredTensor.of(days, days.length));
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
                stored.tensor("days").ints(),
                columns);
    }

    /** The numbers of the rows that {@code wanted} accepts. */
    int[] rowsWhere(java.util.function.IntPredicate wanted) {
        return IntStream.range(0, rows()).filter(wanted).toArray();
    }
}
