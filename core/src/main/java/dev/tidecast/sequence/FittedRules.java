package dev.tidecast.sequence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidecast.clean.CleaningRules;
import dev.tidecast.clean.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The user and statistics rules as fitted on what lay before a cut; stored with the cut and applied unchanged to what
 * came later. Applying them twice changes nothing more. Users and items first seen after the cut pass.
 *
 * @param action what is done with outliers
 * @param price limits of one unit's price; null where the rule is off or nothing could be fitted
 * @param quantity limits of the quantity; null likewise
 * @param robots users with more events on a day than allowed
 * @param rareItems items with too few events, robots' and rejected outliers' not counted
 * @param rareUsers users with too few events, rare items' not counted either
 */
public record FittedRules(
        CleaningRules.OutlierAction action,
        @Nullable Limits price,
        @Nullable Limits quantity,
        Set<String> robots,
        Set<String> rareItems,
        Set<String> rareUsers) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public FittedRules {
        robots = Set.copyOf(robots);
        rareItems = Set.copyOf(rareItems);
        rareUsers = Set.copyOf(rareUsers);
    }

    /** Fits on what {@code visible}, usually a view as of a cut, shows. */
    public static FittedRules fit(Dataset visible, CleaningRules rules) {
        return new RuleFitting(visible, rules).fit();
    }

    /** Whether nothing is capped or left out, so that {@link #apply} would change nothing. */
    public boolean isEmpty() {
        return price == null && quantity == null && robots.isEmpty() && rareItems.isEmpty() && rareUsers.isEmpty();
    }

    /**
     * The dataset that these rules leave: {@code whole} itself where they change nothing; else users and items without
     * events go, and the rest is numbered anew.
     */
    public Dataset apply(Dataset whole) {
        if (isEmpty()) {
            return whole;
        }
        Judge judge = new Judge(whole);
        Interactions rows = whole.interactions();
        DatasetBuilder builder = new DatasetBuilder();
        for (int user = 0; user < whole.users().size(); user++) {
            for (long row = rows.userOffsets().get(user);
                    row < rows.userOffsets().get(user + 1L);
                    row++) {
                if (judge.reason(user, row) == null) {
                    copy(builder, rows, user, row);
                }
            }
        }
        return builder.build(
                whole.name(),
                whole.zone(),
                whole.hasClock(),
                new DatasetBuilder.UserTexts(
                        whole.users().texts(), whole.customers().all()),
                whole.items().texts(),
                whole.queries().texts());
    }

    /** A live event as these rules leave it; null if they leave it out. */
    public @Nullable Arrival live(String user, @Nullable String name, Arrival event) {
        boolean rejects = action == CleaningRules.OutlierAction.REJECT;
        boolean outlier =
                price != null && !price.holds(event.price()) || quantity != null && !quantity.holds(event.quantity());
        if (rejects && outlier
                || robots.contains(user)
                || name != null && rareItems.contains(name)
                || rareUsers.contains(user)) {
            return null;
        }
        return new Arrival(
                event.item(),
                event.behaviour(),
                event.time(),
                quantity == null || event.cancels() ? event.quantity() : quantity.cap(event.quantity()),
                price == null ? event.price() : price.cap(event.price()),
                event.order(),
                event.query(),
                event.cancels());
    }

    /** How many interactions of {@code whole} each reason takes out. */
    public Map<Reason, Long> count(Dataset whole) {
        Judge judge = new Judge(whole);
        Interactions rows = whole.interactions();
        Map<Reason, Long> counts = new EnumMap<>(Reason.class);
        for (int user = 0; user < whole.users().size(); user++) {
            for (long row = rows.userOffsets().get(user);
                    row < rows.userOffsets().get(user + 1L);
                    row++) {
                Reason reason = judge.reason(user, row);
                if (reason != null) {
                    counts.merge(reason, 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    public String toJson() {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(JSON.createObjectNode()
                            .put("action", action.name())
                            .putPOJO("price", price)
                            .putPOJO("quantity", quantity)
                            .putPOJO("robots", new TreeSet<>(robots))
                            .putPOJO("rareItems", new TreeSet<>(rareItems))
                            .putPOJO("rareUsers", new TreeSet<>(rareUsers)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("rules of plain records are always JSON", impossible);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static FittedRules fromJson(String json) {
        try {
            return JSON.readValue(json, FittedRules.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalArgumentException("not fitted rules: " + damaged.getOriginalMessage(), damaged);
        }
    }

    private void copy(DatasetBuilder builder, Interactions rows, int user, long row) {
        float quantityThen = rows.quantity().get(row);
        float priceThen = rows.price().get(row);
        int copy = builder.add(
                user,
                rows.item().get(row),
                rows.behaviour().get(row),
                rows.time().get(row),
                quantity == null ? quantityThen : quantity.cap(quantityThen),
                price == null ? priceThen : price.cap(priceThen),
                rows.order().get(row),
                rows.query().get(row));
        builder.fold(copy, rows.repeats().get(row) - 1);
        builder.revoke(copy, rows.revokedAt().get(row));
    }

    /** Says why an interaction goes; rejected outliers come first, so that capping meets none of them. */
    private final class Judge {
        private final Interactions rows;
        private final boolean[] robot;
        private final boolean[] rareUser;
        private final boolean[] rareItem;

        Judge(Dataset whole) {
            rows = whole.interactions();
            robot = marks(whole.users(), robots);
            rareUser = marks(whole.users(), rareUsers);
            rareItem = marks(whole.items().names(), rareItems);
        }

        private static boolean[] marks(Vocabulary vocabulary, Set<String> marked) {
            boolean[] marks = new boolean[vocabulary.size()];
            for (String each : marked) {
                int number = vocabulary.indexOf(each);
                if (number >= 0) {
                    marks[number] = true;
                }
            }
            return marks;
        }

        @Nullable
        Reason reason(int user, long row) {
            boolean rejects = action == CleaningRules.OutlierAction.REJECT;
            if (rejects && price != null && !price.holds(rows.price().get(row))) {
                return Reason.PRICE_OUTLIER;
            }
            if (rejects && quantity != null && !quantity.holds(rows.quantity().get(row))) {
                return Reason.QUANTITY_OUTLIER;
            }
            if (robot[user]) {
                return Reason.ROBOT;
            }
            int item = rows.item().get(row);
            if (item >= 0 && rareItem[item]) {
                return Reason.RARE_ITEM;
            }
            return rareUser[user] ? Reason.RARE_USER : null;
        }
    }
}
