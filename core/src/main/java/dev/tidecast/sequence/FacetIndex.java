package dev.tidecast.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The values of one facet as of an instant, numbered from 0, and the value of each candidate item. Price bands are
 * fitted on what is visible: the five equal parts of the items by the median of the prices paid for each.
 */
public final class FacetIndex {
    private static final int BANDS = 5;

    private final Facet facet;
    private final int[] valueOf;
    private final int size;
    private final IntFunction<String> labels;

    private FacetIndex(Facet facet, int[] valueOf, int size, IntFunction<String> labels) {
        this.facet = facet;
        this.valueOf = valueOf;
        this.size = size;
        this.labels = labels;
    }

    /** The values of {@code facet} among the candidates of {@code visible}; none where the log does not tell it. */
    public static FacetIndex of(Dataset visible, Facet facet) {
        Items items = visible.items();
        return switch (facet) {
            case ITEM -> new FacetIndex(facet, count(visible.itemCount()), visible.itemCount(), items::label);
            case CATEGORY ->
                new FacetIndex(
                        facet,
                        first(items.category(), visible.itemCount()),
                        items.categories().size(),
                        items.categories()::get);
            case BRAND ->
                new FacetIndex(
                        facet,
                        first(items.brand(), visible.itemCount()),
                        items.brands().size(),
                        items.brands()::get);
            case PRICE_BAND -> priceBands(visible);
        };
    }

    private static int[] count(int size) {
        int[] numbers = new int[size];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    private static int[] first(Column.Ints column, int size) {
        int[] numbers = new int[size];
        Arrays.setAll(numbers, column::get);
        return numbers;
    }

    private static FacetIndex priceBands(Dataset visible) {
        double[] median = medianPrices(visible);
        double[] known = Arrays.stream(median)
                .filter(price -> !Double.isNaN(price))
                .sorted()
                .toArray();
        List<Double> ends = new ArrayList<>();
        for (int band = 1; band < BANDS && known.length > 0; band++) {
            double end = known[(int) ((long) band * known.length / BANDS)];
            if (end > known[0] && (ends.isEmpty() || end > ends.getLast())) {
                ends.add(end);
            }
        }
        int[] valueOf = new int[median.length];
        for (int item = 0; item < median.length; item++) {
            double price = median[item];
            valueOf[item] = Double.isNaN(price)
                    ? -1
                    : (int) ends.stream().filter(end -> price >= end).count();
        }
        int size = known.length == 0 ? 0 : ends.size() + 1;
        return new FacetIndex(Facet.PRICE_BAND, valueOf, size, band -> label(ends, band));
    }

    private static String label(List<Double> ends, int band) {
        if (ends.isEmpty()) {
            return "all prices";
        }
        if (band == 0) {
            return String.format(Locale.ROOT, "below %.2f", ends.getFirst());
        }
        return band == ends.size()
                ? String.format(Locale.ROOT, "%.2f or more", ends.getLast())
                : String.format(Locale.ROOT, "%.2f to %.2f", ends.get(band - 1), ends.get(band));
    }

    /** By item, the median of the prices of its interactions; NaN where none has one. */
    private static double[] medianPrices(Dataset visible) {
        int[] counts = new int[visible.itemCount()];
        visit(visible, (item, price) -> counts[item]++);
        float[][] prices = new float[counts.length][];
        Arrays.setAll(prices, item -> new float[counts[item]]);
        visit(visible, (item, price) -> prices[item][--counts[item]] = price);
        return Arrays.stream(prices).mapToDouble(FacetIndex::median).toArray();
    }

    private static double median(float[] prices) {
        Arrays.sort(prices);
        return prices.length == 0 ? Double.NaN : prices[(prices.length - 1) / 2];
    }

    private interface PriceVisitor {
        void visit(int item, float price);
    }

    private static void visit(Dataset visible, PriceVisitor visitor) {
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            for (int p = 0; p < history.size(); p++) {
                if (history.item(p) >= 0 && history.price(p) > 0) {
                    visitor.visit(history.item(p), history.price(p));
                }
            }
        }
    }

    public Facet facet() {
        return facet;
    }

    /** How many values there are; 0 where the log does not tell this facet. */
    public int size() {
        return size;
    }

    /** The value of a candidate item, -1 where unknown. */
    public int of(int item) {
        return valueOf[item];
    }

    /** The name of a value: an item's title, a category's path, a brand, a band of prices. */
    public String label(int value) {
        return labels.apply(value);
    }
}
