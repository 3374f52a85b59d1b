package dev.tidecast.sequence;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the customer table says of the U users of a dataset: texts by attribute, told once and for all.
 *
 * @param attributes the table's columns, in its order
 * @param numbers int32 [U] of each attribute, number in its texts, -1 where unknown
 * @param texts the distinct texts of each attribute
 */
public record Customers(List<String> attributes, List<Column.Ints> numbers, List<Vocabulary> texts) {
    public Customers {
        attributes = List.copyOf(attributes);
        numbers = List.copyOf(numbers);
        texts = List.copyOf(texts);
        if (numbers.size() != attributes.size() || texts.size() != attributes.size()) {
            throw new IllegalArgumentException(attributes.size() + " attributes of customers, but columns of "
                    + numbers.size() + " and texts of " + texts.size() + ": the dataset is damaged");
        }
    }

    /** Nothing is known of anyone. */
    public static Customers none() {
        return new Customers(List.of(), List.of(), List.of());
    }

    static Customers of(Map<String, List<String>> attributes) {
        List<TextNumbers> all =
                attributes.values().stream().map(TextNumbers::of).toList();
        return new Customers(
                List.copyOf(attributes.keySet()),
                all.stream().map(each -> Column.Ints.of(each.numbers())).toList(),
                all.stream().map(each -> Vocabulary.of(each.texts())).toList());
    }

    /**
     * What is known of a user, empty where nothing is.
     *
     * @throws IllegalArgumentException if the table has no such attribute; the message lists those that it has
     */
    public String text(int user, String attribute) {
        int column = attributes.indexOf(attribute);
        if (column < 0) {
            throw new IllegalArgumentException(
                    "customers have no attribute \"" + attribute + "\": they have " + attributes);
        }
        int number = numbers.get(column).get(user);
        return number < 0 ? "" : texts.get(column).get(number);
    }

    /** What is known of the first {@code count} users. */
    public Customers first(int count) {
        return new Customers(
                attributes,
                numbers.stream()
                        .map(each -> Column.Ints.of(
                                IntStream.range(0, count).map(each::get).toArray()))
                        .toList(),
                texts);
    }

    /** By attribute the texts of all users, in their order. */
    Map<String, List<String>> all() {
        Map<String, List<String>> all = new java.util.LinkedHashMap<>();
        for (int column = 0; column < attributes.size(); column++) {
            String attribute = attributes.get(column);
            all.put(
                    attribute,
                    IntStream.range(0, (int) numbers.get(column).length())
                            .mapToObj(user -> text(user, attribute))
                            .toList());
        }
        return all;
    }
}
