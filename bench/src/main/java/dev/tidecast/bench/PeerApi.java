package dev.tidecast.bench;

import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a service takes events and gives a list of 20 items. */
enum PeerApi {
    TIDECAST("/v1/events", "/v1/users/%s/recommendations?k=20", "\"item\":\"([^\"]*)\"") {
        @Override
        String row(String user, String item, @Nullable Instant time, String id) {
            String at = time == null ? "" : ",\"time\":\"" + time + "\"";
            return "{\"user\":\"" + user + "\",\"item\":\"" + item + "\",\"behaviour\":\"purchase\",\"id\":\"" + id
                    + "\"" + at + "}";
        }
    },
    GORSE("/api/feedback", "/api/recommend/%s?n=20", "\"([^\"]*)\"") {
        @Override
        String row(String user, String item, @Nullable Instant time, String id) {
            return "{\"FeedbackType\":\"purchase\",\"UserId\":\"" + user + "\",\"ItemId\":\"" + item
                    + "\",\"Timestamp\":\"" + (time == null ? Instant.now() : time) + "\"}";
        }
    };

    private final String eventsPath;
    private final String listPath;
    private final Pattern item;

    PeerApi(String eventsPath, String listPath, String item) {
        this.eventsPath = eventsPath;
        this.listPath = listPath;
        this.item = Pattern.compile(item);
    }

    abstract String row(String user, String item, @Nullable Instant time, String id);

    String eventsPath() {
        return eventsPath;
    }

    String listPath(String user) {
        return listPath.formatted(user);
    }

    /** One event of now. */
    String event(String user, String item, String id) {
        return "[" + row(user, item, null, id) + "]";
    }

    /** Ratings of a file, at their times. */
    String batch(List<String[]> ratings) {
        return ratings.stream()
                .map(each -> row(
                        each[0],
                        each[1],
                        Instant.ofEpochSecond((long) Double.parseDouble(each[3])),
                        "r" + each[0] + "-" + each[1]))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The items of an answer in their order. */
    List<String> items(String answer) {
        return item.matcher(answer)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
