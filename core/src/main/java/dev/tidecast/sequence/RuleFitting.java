package dev.tidecast.sequence;

import dev.tidecast.clean.CleaningRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Fits the user and statistics rules on what a view shows; each rule counts what those before it leave. */
final class RuleFitting {
    private final Dataset visible;
    private final CleaningRules rules;
    private final @Nullable Limits price;
    private final @Nullable Limits quantity;

    RuleFitting(Dataset visible, CleaningRules rules) {
        this.visible = visible;
        this.rules = rules;
        price = limits(false);
        quantity = limits(true);
    }

    FittedRules fit() {
        int users = visible.userCount();
        boolean[] robot = new boolean[users];
        long[] items = new long[visible.itemCount()];
        for (int user = 0; user < users; user++) {
            robot[user] = rules.robotEventsPerDay() > 0 && isRobot(visible.history(user));
            if (!robot[user]) {
                count(visible.history(user), items);
            }
        }
        IntPredicate rareItem = item -> items[item] < rules.minimumItemEvents();
        Set<String> robots = new HashSet<>();
        Set<String> rareUsers = new HashSet<>();
        for (int user = 0; user < users; user++) {
            if (robot[user]) {
                robots.add(visible.users().get(user));
            } else if (rules.minimumUserEvents() > 1
                    && kept(visible.history(user), rareItem) < rules.minimumUserEvents()) {
                rareUsers.add(visible.users().get(user));
            }
        }
        Set<String> rareItems = new HashSet<>();
        for (int item = 0; item < items.length && rules.minimumItemEvents() > 1; item++) {
            if (rareItem.test(item)) {
                rareItems.add(visible.items().names().get(item));
            }
        }
        return new FittedRules(rules.outlierAction(), price, quantity, robots, rareItems, rareUsers);
    }

    private @Nullable Limits limits(boolean ofQuantity) {
        if (rules.outlierZ() == 0) {
            return null;
        }
        double[] values = new double[1 << 10];
        int size = 0;
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            for (int position = 0; position < history.size(); position++) {
                if (size == values.length) {
                    values = Arrays.copyOf(values, size * 2);
                }
                values[size++] = ofQuantity ? history.quantity(position) : history.price(position);
            }
        }
        return Limits.of(Arrays.copyOf(values, size), rules.outlierZ());
    }

    private boolean isRobot(History history) {
        Map<LocalDate, Integer> days = new HashMap<>();
        for (int position = 0; position < history.size(); position++) {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(history.time(position)), visible.zone());
            if (days.merge(day, history.repeats(position), Integer::sum) > rules.robotEventsPerDay()) {
                return true;
            }
        }
        return false;
    }

    private void count(History history, long[] items) {
        for (int position = 0; position < history.size(); position++) {
            if (history.item(position) >= 0 && stands(history, position)) {
                items[history.item(position)]++;
            }
        }
    }

    private int kept(History history, IntPredicate rareItem) {
        int kept = 0;
        for (int position = 0; position < history.size(); position++) {
            int item = history.item(position);
            if (stands(history, position) && (item < 0 || !rareItem.test(item))) {
                kept++;
            }
        }
        return kept;
    }

    private boolean stands(History history, int position) {
        return rules.outlierAction() == CleaningRules.OutlierAction.CAP
                || (price == null || price.holds(history.price(position)))
                        && (quantity == null || quantity.holds(history.quantity(position)));
    }
}
