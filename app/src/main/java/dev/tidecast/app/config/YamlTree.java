package dev.tidecast.app.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tidecast.app.config.Node.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads YAML text into nodes with places; a key that is written twice is a problem, not a surprise. */
final class YamlTree {
    private final String file;
    private final Problems problems;
    private final JsonParser parser;

    private YamlTree(String file, Problems problems, JsonParser parser) {
        this.file = file;
        this.problems = problems;
        this.parser = parser;
    }

    /**
     * The block that is the whole file.
     *
     * @param file the name shown in problems
     */
    static Node.Block read(String file, String yaml, Problems problems) {
        Node.Block none = Node.Block.none(new Place(file, 1, 1));
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                problems.add(none.place(), "the file is empty: run \"tidecast init FILE...\" to write one");
                return none;
            }
            Node root = new YamlTree(file, problems, parser).node();
            if (root instanceof Node.Block block) {
                return block;
            }
            problems.add(root.place(), "keys with values are expected, for example \"name: my-shop\"");
        } catch (JsonProcessingException wrong) {
            problems.add(place(file, wrong.getLocation()), "not YAML: " + firstLine(wrong.getOriginalMessage()));
        } catch (IOException wrong) {
            problems.add(none.place(), "unreadable: " + wrong.getMessage());
        }
        return none;
    }

    private Node node() throws IOException {
        Place place = place(file, parser.currentTokenLocation());
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> block(place);
            case START_ARRAY -> listing(place);
            case VALUE_NULL -> new Node.Empty(place);
            default -> new Node.Scalar(place, parser.getText());
        };
    }

    private Node.Block block(Place place) throws IOException {
        Map<String, Node> values = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place at = place(file, parser.currentTokenLocation());
            parser.nextToken();
            Place before = keys.putIfAbsent(key, at);
            if (before != null) {
                problems.add(at, "\"" + key + "\" was already given in line " + before.line() + ": keep one of them");
            }
            values.put(key, node());
        }
        return new Node.Block(place, values, keys);
    }

    private Node.Listing listing(Place place) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Node.Listing(place, items);
    }

    private static Place place(String file, @org.jspecify.annotations.Nullable JsonLocation location) {
        return location == null
                ? new Place(file, 1, 1)
                : new Place(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
