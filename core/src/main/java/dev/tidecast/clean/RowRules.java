package dev.tidecast.clean;

import dev.tidecast.event.Behaviour;
import dev.tidecast.event.FileFormat;
import dev.tidecast.event.LogSource;
import dev.tidecast.event.Mapping;
import dev.tidecast.event.RawEvent;
import dev.tidecast.event.TimeFormat;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The rules that look at one row, in the order of {@link Reason}; for live events. Bulk loads use the same rules in
 * SQL, and one table of cases tests both.
 */
public final class RowRules {
    private final CleaningRules rules;
    private final Mapping mapping;
    private final @Nullable Long from;
    private final @Nullable Long until;
    private final NumberReader numbers;
    private final TimeReader times;

    public RowRules(CleaningRules rules, LogSource source) {
        FileFormat format = source.format();
        this.rules = rules;
        this.mapping = source.mapping();
        this.from = source.from();
        this.until = source.until();
        this.numbers = new NumberReader(format.decimal(), format.thousands());
        this.times = new TimeReader(mapping.timeFormat());
    }

    /** Judges one row. */
    public Verdict judge(RawEvent row) {
        String user = text(row.user());
        String item = item(row);
        Behaviour behaviour = behaviour(text(row.behaviour()));
        Reason identity = identity(user, item, behaviour, text(row.query()));
        if (identity != null || user == null) {
            return new Verdict.Refused(identity == null ? Reason.MISSING_USER : identity);
        }
        OptionalLong time = time(row);
        Reason timing = timing(text(row.time()), time);
        if (timing != null) {
            return new Verdict.Refused(timing);
        }
        if (behaviour == null) {
            return new Verdict.Refused(Reason.UNKNOWN_BEHAVIOUR);
        }
        double quantity = number(text(row.quantity()));
        double price = number(text(row.price()));
        String order = text(row.order());
        if (isBroken(row.quantity(), quantity) || isBroken(row.price(), price)) {
            return new Verdict.Refused(Reason.UNREADABLE_NUMBER);
        }
        double rate = rate(text(row.currency()));
        if (!Double.isNaN(price) && Double.isNaN(rate)) {
            return new Verdict.Refused(Reason.OTHER_CURRENCY);
        }
        if (rules.cancellation() != null
                && order != null
                && rules.cancellation().matcher(order).lookingAt()) {
            return rules.cancellations() == CleaningRules.Cancellations.DROP
                    ? new Verdict.Refused(Reason.CANCELLATION_DROPPED)
                    : new Verdict.Cancels(user, item, time.getAsLong(), Math.abs(quantity));
        }
        Reason value = value(item, quantity, price);
        if (value != null) {
            return new Verdict.Refused(value);
        }
        String group = order == null ? text(row.session()) : order;
        return new Verdict.Accepted(
                user, item, behaviour, time.getAsLong(), quantity, price * rate, group, text(row.query()));
    }

    /** What one unit of the row's currency is worth; NaN where that is not known. */
    private double rate(@Nullable String currency) {
        Mapping.CurrencyMapping known = mapping.currency();
        if (known == null || known.rates().isEmpty()) {
            return 1;
        }
        return currency == null ? Double.NaN : known.rates().getOrDefault(currency, Double.NaN);
    }

    private @Nullable Reason identity(
            @Nullable String user, @Nullable String item, @Nullable Behaviour behaviour, @Nullable String query) {
        if (hasNul(user) || hasNul(item)) {
            return Reason.UNREADABLE_ROW;
        }
        if (user == null) {
            return Reason.MISSING_USER;
        }
        boolean search = behaviour != null && behaviour.isAboutQuery();
        boolean lacks = search ? query == null : mapping.item() != null;
        return item == null && lacks ? Reason.MISSING_ITEM : null;
    }

    private @Nullable Reason timing(@Nullable String text, OptionalLong time) {
        if (mapping.timeFormat().kind() == TimeFormat.Kind.ORDER) {
            return null;
        }
        if (text == null) {
            return Reason.MISSING_TIME;
        }
        if (time.isEmpty() || time.getAsLong() < rules.earliest()) {
            return Reason.IMPOSSIBLE_TIME;
        }
        if (time.getAsLong() > rules.latest()) {
            return Reason.FUTURE_TIME;
        }
        boolean outside = from != null && time.getAsLong() < from || until != null && time.getAsLong() >= until;
        return outside ? Reason.OUTSIDE_RANGE : null;
    }

    private @Nullable Reason value(@Nullable String item, double quantity, double price) {
        if (quantity <= 0) {
            return Reason.NON_POSITIVE_QUANTITY;
        }
        if (price <= 0) {
            return Reason.NON_POSITIVE_PRICE;
        }
        boolean product = rules.product() == null
                || item == null
                || rules.product().matcher(item).lookingAt();
        return product ? null : Reason.NOT_A_PRODUCT;
    }

    private OptionalLong time(RawEvent row) {
        if (mapping.timeFormat().kind() == TimeFormat.Kind.ORDER) {
            return OptionalLong.of(row.at().place());
        }
        String text = text(row.time());
        return text == null ? OptionalLong.empty() : times.read(text);
    }

    private @Nullable String item(RawEvent row) {
        String item = text(row.item());
        return item != null && rules.itemUpperCase() ? item.toUpperCase(Locale.ROOT) : item;
    }

    private @Nullable Behaviour behaviour(@Nullable String word) {
        Behaviour constant = mapping.behaviour().constant();
        if (constant != null) {
            return constant;
        }
        return word == null ? null : mapping.behaviour().words().get(word);
    }

    private double number(@Nullable String text) {
        return text == null ? Double.NaN : numbers.read(text);
    }

    private static boolean isBroken(@Nullable String raw, double value) {
        return text(raw) != null && Double.isNaN(value);
    }

    private static boolean hasNul(@Nullable String text) {
        return text != null && text.indexOf('\0') >= 0;
    }

    /** Without blanks around it; null if nothing is left. */
    private static @Nullable String text(@Nullable String cell) {
        if (cell == null) {
            return null;
        }
        int from = 0;
        int to = cell.length();
        while (from < to && cell.charAt(from) == ' ') {
            from++;
        }
        while (to > from && cell.charAt(to - 1) == ' ') {
            to--;
        }
        return from == to ? null : cell.substring(from, to);
    }
}
