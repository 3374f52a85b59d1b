package dev.tidecast.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.app.serve.FacetNames;
import dev.tidecast.app.serve.ForecastObject;
import dev.tidecast.forecast.Forecast;
import dev.tidecast.forecast.Forecast.Interest;
import dev.tidecast.forecast.Outlook;
import dev.tidecast.forecast.Question;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.FacetIndex;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forecasts as rows of text: one a shown interest in CSV, one a user in JSON lines. */
final class ForecastRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Dataset dataset;
    private final FacetIndex index;
    private final StringBuilder text = new StringBuilder();

    ForecastRows(Dataset dataset, FacetIndex index) {
        this.dataset = dataset;
        this.index = index;
    }

    /** Columns and their SQL types, in the order of the file; a user without interests has one row without a value. */
    static Map<String, String> columns(Question question) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("user", "VARCHAR");
        columns.put("as_of", "TIMESTAMP");
        columns.put("horizon_days", "INTEGER");
        columns.put("behaviour", "VARCHAR");
        columns.put("rank", "INTEGER");
        columns.put(question.facet().word().replace('-', '_'), "VARCHAR");
        columns.put("score", "FLOAT");
        columns.put("share", "DOUBLE");
        columns.put("probability", "DOUBLE");
        shorter(question).forEach(days -> columns.put("probability_" + days + "d", "DOUBLE"));
        columns.put("expected_count", "DOUBLE");
        columns.put("count_low", "INTEGER");
        columns.put("count_high", "INTEGER");
        columns.put("direction", "VARCHAR");
        columns.put("expected_spend", "DOUBLE");
        columns.put("known", "BOOLEAN");
        columns.put("any_probability", "DOUBLE");
        shorter(question).forEach(days -> columns.put("any_probability_" + days + "d", "DOUBLE"));
        columns.put("any_expected_count", "DOUBLE");
        columns.put("any_count_low", "INTEGER");
        columns.put("any_count_high", "INTEGER");
        columns.put("any_expected_spend", "DOUBLE");
        columns.put("active_probability", "DOUBLE");
        return columns;
    }

    private static List<Integer> shorter(Question question) {
        return question.horizons().subList(0, question.horizons().size() - 1);
    }

    String text() {
        return text.toString();
    }

    /** Adds the rows of CSV of one forecast. */
    void addLines(Forecast forecast) {
        String beginning = String.join(
                        ",",
                        quoted(dataset.users().get(forecast.user())),
                        Instant.ofEpochSecond(forecast.asOf()).toString(),
                        Integer.toString(forecast.question().days()),
                        forecast.question().behaviour().word())
                + ',';
        int start = text.length();
        outlooks(forecast.question(), forecast.outlooks());
        cell(forecast.spend());
        text.append(forecast.activeProbability() == null ? "" : forecast.activeProbability())
                .append('\n');
        String end = text.substring(start);
        text.setLength(start);
        if (forecast.interests().isEmpty()) {
            addLine(beginning, forecast.question(), null, 0, end);
        }
        for (int rank = 1; rank <= forecast.interests().size(); rank++) {
            addLine(beginning, forecast.question(), forecast.interests().get(rank - 1), rank, end);
        }
    }

    private void addLine(String beginning, Question question, @Nullable Interest interest, int rank, String end) {
        text.append(beginning);
        cell(interest == null ? null : rank);
        cell(interest == null ? null : quoted(name(interest)));
        cell(interest == null ? null : (float) interest.score());
        cell(interest == null ? null : interest.share());
        outlooks(question, interest == null ? List.of() : interest.outlooks());
        cell(
                interest == null || interest.direction() == null
                        ? null
                        : interest.direction().word());
        cell(interest == null ? null : interest.spend());
        cell(interest == null ? null : interest.known());
        text.append(end);
    }

    private void outlooks(Question question, List<Outlook> outlooks) {
        Outlook last = outlooks.isEmpty() ? null : outlooks.getLast();
        cell(last == null ? null : last.probability());
        for (int days : shorter(question)) {
            cell(probability(outlooks, days));
        }
        cell(last == null ? null : last.expected());
        cell(last == null ? null : last.low());
        cell(last == null ? null : last.high());
    }

    private static @Nullable Double probability(List<Outlook> outlooks, int days) {
        for (Outlook outlook : outlooks) {
            if (outlook.days() == days) {
                return outlook.probability();
            }
        }
        return null;
    }

    private void cell(@Nullable Object value) {
        text.append(value == null ? "" : value).append(',');
    }

    private String name(Interest interest) {
        return FacetNames.of(dataset, index, interest.value());
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Adds the line of JSON of one forecast. */
    void addObject(Forecast forecast) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("user", dataset.users().get(forecast.user()));
        ForecastObject.putQuestion(object, forecast);
        ForecastObject.putWhole(object, forecast);
        object.put("items", forecast.interests().stream().map(this::object).toList());
        text.append(JSON.writeValueAsString(object)).append('\n');
    }

    private Map<String, Object> object(Interest interest) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(index.facet().word(), name(interest));
        ForecastObject.putInterest(object, interest);
        return object;
    }
}
