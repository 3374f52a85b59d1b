package dev.tidecast.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is known of the V items, numbered by the time they were first seen.
 *
 * @param names the shop's codes
 * @param firstSeen int64 [V], epoch seconds, ascending
 * @param titles texts [V], empty where unknown
 * @param category int32 [V], number in {@code categories}, -1 where unknown
 * @param categories paths, levels separated by " > "
 * @param brand int32 [V], number in {@code brands}, -1 where unknown
 * @param price float32 [V], what the catalogue asks for one, NaN where unknown
 * @param descriptions texts [V], empty where unknown
 * @param images paths or addresses [V] as the catalogue gives them, empty where unknown
 */
public record Items(
        Vocabulary names,
        Column.Longs firstSeen,
        Vocabulary titles,
        Column.Ints category,
        Vocabulary categories,
        Column.Ints brand,
        Vocabulary brands,
        Column.Floats price,
        Vocabulary descriptions,
        Vocabulary images) {
    public Items {
        int size = names.size();
        if (firstSeen.length() != size
                || titles.size() != size
                || category.length() != size
                || brand.length() != size
                || price.length() != size
                || descriptions.size() != size
                || images.size() != size) {
            throw new IllegalArgumentException("columns of items differ in length: all must have " + size);
        }
    }

    /** Items without catalogue price, description and image. */
    public Items(
            Vocabulary names,
            Column.Longs firstSeen,
            Vocabulary titles,
            Column.Ints category,
            Vocabulary categories,
            Column.Ints brand,
            Vocabulary brands) {
        this(
                names,
                firstSeen,
                titles,
                category,
                categories,
                brand,
                brands,
                unpriced(names.size()),
                Vocabulary.empty(names.size()),
                Vocabulary.empty(names.size()));
    }

    static Column.Floats unpriced(int size) {
        float[] missing = new float[size];
        Arrays.fill(missing, Float.NaN);
        return Column.Floats.of(missing);
    }

    /** V. */
    public int size() {
        return names.size();
    }

    /** How many items were first seen at or before {@code instant}: the candidates are [0, that). */
    public int seenBy(long instant) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstSeen.get(middle) <= instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The title of an item, its code where it has none. */
    public String label(int item) {
        String title = titles.get(item);
        return title.isEmpty() ? names.get(item) : title;
    }

    /** What {@link DatasetBuilder} takes, in the order of numbers. */
    public DatasetBuilder.ItemTexts texts() {
        return new DatasetBuilder.ItemTexts(
                names.texts(),
                titles.texts(),
                named(category, categories),
                named(brand, brands),
                IntStream.range(0, size()).mapToObj(price::get).toList(),
                descriptions.texts(),
                images.texts());
    }

    private static List<String> named(Column.Ints numbers, Vocabulary texts) {
        return IntStream.range(0, (int) numbers.length())
                .mapToObj(item -> numbers.get(item) < 0 ? "" : texts.get(numbers.get(item)))
                .toList();
    }
}
