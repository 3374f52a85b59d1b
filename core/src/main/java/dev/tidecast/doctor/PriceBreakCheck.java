package dev.tidecast.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Items whose price jumps from one narrow range to another far from it: the shop gave an old id to another thing, or
 * changed unit or currency. Clearance sales fall fivefold and are not meant.
 */
final class PriceBreakCheck implements Check<Subject> {
    private static final int LEAST_PRICES = 20;
    private static final double JUMP = 8;
    private static final double NARROW = 2;
    private static final double COMMON = 0.005;

    /** One priced event. */
    private record Priced(int item, long time, float price) {}

    @Override
    public List<Finding> look(Subject log) {
        List<Priced> all = new ArrayList<>();
        log.each((user, row) -> {
            float price = log.rows().price().get(row);
            int item = log.rows().item().get(row);
            if (item >= 0 && price > 0) {
                all.add(new Priced(item, log.time(row), price));
            }
        });
        all.sort(Comparator.comparingInt(Priced::item).thenComparingLong(Priced::time));
        List<Evidence> evidence = new ArrayList<>();
        int judged = 0;
        for (int from = 0; from < all.size(); ) {
            int to = from;
            while (to < all.size() && all.get(to).item == all.get(from).item) {
                to++;
            }
            if (to - from >= LEAST_PRICES) {
                judged++;
                look(log, all.subList(from, to), evidence);
            }
            from = to;
        }
        return evidence.isEmpty() ? List.of() : List.of(finding(evidence, judged));
    }

    private static Finding finding(List<Evidence> evidence, int judged) {
        boolean common = evidence.size() >= 3 && evidence.size() >= COMMON * judged;
        return Finding.of(
                        "price-breaks",
                        common ? Severity.WARN : Severity.INFO,
                        evidence.size() + " of " + judged
                                + " items with 20 prices or more change theirs at least eightfold at"
                                + " one instant: an id used again for another thing, or another unit.",
                        "Give the new thing an id of its own: a customer's liking of the old one is counted for the new one."
                                + " If the unit changed (piece, box, currency), convert where the log is exported.")
                .with("items", evidence.size())
                .showing(evidence);
    }

    private static void look(Subject log, List<Priced> prices, List<Evidence> evidence) {
        int at = breakOf(prices);
        if (at < LEAST_PRICES / 4 || at > prices.size() - LEAST_PRICES / 4) {
            return;
        }
        float[] before = sorted(prices.subList(0, at));
        float[] after = sorted(prices.subList(at, prices.size()));
        double ratio = middle(after) / middle(before);
        if (Math.max(ratio, 1 / ratio) >= JUMP && narrow(before) && narrow(after)) {
            evidence.add(Evidence.item(
                    log.item(prices.getFirst().item),
                    String.format(
                            Locale.ROOT,
                            "%.2f until %s, %.2f from then on",
                            middle(before),
                            log.date(prices.get(at).time),
                            middle(after))));
        }
    }

    /** Where the logarithms of the prices are best parted in two by time (least squares). */
    private static int breakOf(List<Priced> prices) {
        double all = prices.stream().mapToDouble(each -> Math.log(each.price)).sum();
        double sum = 0;
        double best = -1;
        int at = 0;
        for (int i = 1; i < prices.size(); i++) {
            sum += Math.log(prices.get(i - 1).price);
            double apart = sum / i - (all - sum) / (prices.size() - i);
            double gain = apart * apart * i * (prices.size() - i);
            if (gain > best) {
                best = gain;
                at = i;
            }
        }
        return at;
    }

    private static float[] sorted(List<Priced> prices) {
        float[] sorted = new float[prices.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = prices.get(i).price;
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private static double middle(float[] sorted) {
        return sorted[sorted.length / 2];
    }

    /** Whether nine in ten lie within a factor of two. */
    private static boolean narrow(float[] sorted) {
        int outer = sorted.length / 20;
        return sorted[sorted.length - 1 - outer] <= NARROW * sorted[outer];
    }
}
