package dev.tidecast.app.config;

import dev.tidecast.app.config.Node.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one block. Whatever is asked for becomes a known key; {@link #done} makes a problem of every other.
 * A value that can't be read becomes a problem, and its default is given so that reading goes on.
 */
final class Section {
    private final String name;
    private final Node.Block block;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    Section(String name, Node.Block block, Problems problems) {
        this.name = name;
        this.block = block;
        this.problems = problems;
    }

    /** A section of {@code node}; a problem and an empty section where that is no block. */
    static Section of(String name, Node node, Problems problems) {
        if (node instanceof Node.Block block) {
            return new Section(name, block, problems);
        }
        if (!(node instanceof Node.Empty)) {
            problems.add(node.place(), name + ": keys with values are expected here, as in {key: value}");
        }
        return new Section(name, Node.Block.none(node.place()), problems);
    }

    @Nullable
    Node node(String key) {
        known.add(key);
        Node node = block.values().get(key);
        return node instanceof Node.Empty ? null : node;
    }

    /** The block under {@code key}, empty where there is none. */
    Section section(String key) {
        Node node = node(key);
        String path = path(key);
        return node == null
                ? new Section(path, Node.Block.none(place(key)), problems)
                : Section.of(path, node, problems);
    }

    @Nullable
    String text(String key) {
        Node node = node(key);
        if (node == null || node instanceof Node.Scalar) {
            return node == null ? null : ((Node.Scalar) node).text();
        }
        problems.add(node.place(), path(key) + ": one value is expected here");
        return null;
    }

    /** The blocks of the list under {@code key}, or the one block that stands there alone. */
    List<Section> sections(String key) {
        Node node = node(key);
        List<Node> entries =
                node instanceof Node.Listing listing ? listing.items() : node == null ? List.of() : List.of(node);
        return IntStream.range(0, entries.size())
                .mapToObj(k -> of(path(key) + "[" + (k + 1) + "]", entries.get(k), problems))
                .toList();
    }

    String text(String key, String otherwise) {
        String text = text(key);
        return text == null ? otherwise : text;
    }

    /** A value that must be there. */
    String required(String key, String example) {
        String text = text(key);
        if (text == null || text.isBlank()) {
            problems.add(place(key), path(key) + " is missing: for example \"" + key + ": " + example + "\"");
            return "";
        }
        return text;
    }

    /** One value or a list of values. */
    List<String> texts(String key) {
        Node node = node(key);
        return switch (node) {
            case null -> List.of();
            case Node.Scalar scalar -> List.of(scalar.text());
            case Node.Listing listing -> scalars(key, listing);
            case Node.Block ignored -> refusedList(key, node);
            case Node.Empty ignored -> List.of();
        };
    }

    private List<String> refusedList(String key, Node node) {
        problems.add(node.place(), path(key) + ": a value or a list [a, b] is expected here");
        return List.of();
    }

    private List<String> scalars(String key, Node.Listing listing) {
        List<String> texts = new ArrayList<>();
        for (Node item : listing.items()) {
            if (item instanceof Node.Scalar scalar) {
                texts.add(scalar.text());
            } else {
                problems.add(item.place(), path(key) + ": plain values are expected in this list");
            }
        }
        return texts;
    }

    /** The keys and plain values of the block under {@code key}. */
    Map<String, String> words(String key) {
        Section inner = section(key);
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : inner.block.values().keySet()) {
            String value = inner.text(word);
            if (value != null) {
                words.put(word, value);
            }
        }
        return words;
    }

    /** A value turned into something else; {@code otherwise} where it is absent or refused. */
    <T extends @Nullable Object> T parsed(String key, T otherwise, Function<String, T> reading) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return reading.apply(text.strip());
        } catch (RuntimeException refused) {
            problems.add(place(key), path(key) + " is \"" + text + "\": " + refused.getMessage());
            return otherwise;
        }
    }

    int integer(String key, int otherwise) {
        return parsed(key, otherwise, Section::toInteger);
    }

    double number(String key, double otherwise) {
        return parsed(key, otherwise, Section::toNumber);
    }

    boolean flag(String key, boolean otherwise) {
        return parsed(key, otherwise, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException("true or false is expected");
        });
    }

    /** A word of a closed set, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return parsed(key, otherwise, text -> {
            for (E each : type.getEnumConstants()) {
                if (word(each).equalsIgnoreCase(text)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("one of "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                    .map(Section::word)
                                    .toList())
                    + " is expected");
        });
    }

    List<Double> numbers(String key, List<Double> otherwise) {
        List<String> texts = texts(key);
        Double[] numbers = texts.stream()
                .map(text -> problems.attempt(place(key), () -> toNumber(text)))
                .filter(number -> number != null)
                .toArray(Double[]::new);
        return texts.isEmpty() ? otherwise : List.of(numbers);
    }

    /** Where {@code key} stands; the block's own place where it is absent. */
    Place place(String key) {
        Node node = block.values().get(key);
        return node == null ? block.place() : node.place();
    }

    Place place() {
        return block.place();
    }

    boolean has(String key) {
        return node(key) != null;
    }

    /** Makes a problem of every key that nobody asked for. */
    void done() {
        for (String key : block.values().keySet()) {
            if (!known.contains(key)) {
                String hint = Nearest.to(key, known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("known here: " + String.join(", ", known));
                problems.add(
                        block.keys().getOrDefault(key, block.place()), "unknown key \"" + path(key) + "\": " + hint);
            }
        }
    }

    private String path(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    private static String word(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Integer toInteger(String text) {
        try {
            return Integer.valueOf(text.replace("_", ""));
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException("a whole number is expected", notWhole);
        }
    }

    static Double toNumber(String text) {
        try {
            return Double.valueOf(text.replace("_", ""));
        } catch (NumberFormatException notNumber) {
            throw new IllegalArgumentException("\"" + text + "\" is no number: one like 0.5 is expected", notNumber);
        }
    }
}
