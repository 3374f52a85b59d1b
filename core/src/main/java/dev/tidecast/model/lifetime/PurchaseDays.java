package dev.tidecast.model.lifetime;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.ActiveDays;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import org.jspecify.annotations.Nullable;

/** Reads a history as days with a purchase and what they were worth; confined to one thread. */
final class PurchaseDays {
    private final ActiveDays calendar;
    private final @Nullable Behaviour behaviour;
    private int days;
    private int firstDay;
    private int lastDay;
    private int today;
    private double firstSpend;
    private double spend;

    /** A reader of one behaviour, or of any where that is null. */
    PurchaseDays(Dataset visible, @Nullable Behaviour behaviour) {
        this.calendar = new ActiveDays(visible, Behaviour.PURCHASE);
        this.behaviour = behaviour;
    }

    /** Reads a history as of its instant and returns this. */
    PurchaseDays read(History history) {
        days = 0;
        spend = 0;
        firstSpend = 0;
        today = calendar.dayOf(history.asOf());
        for (int p = 0; p < history.size(); p++) {
            if (behaviour == null || history.behaviour(p) == behaviour) {
                add(calendar.dayOf(history.time(p)), worth(history, p));
            }
        }
        return this;
    }

    private void add(int day, double worth) {
        if (days == 0) {
            firstDay = day;
        }
        if (days == 0 || day != lastDay) {
            days++;
        }
        lastDay = day;
        spend += worth;
        if (day == firstDay) {
            firstSpend += worth;
        }
    }

    /** Price x quantity; a missing quantity is 1, a missing price makes it 0. */
    static double worth(History history, int position) {
        float price = history.price(position);
        float quantity = history.quantity(position);
        double worth = price * (Float.isNaN(quantity) ? 1 : quantity);
        return worth > 0 ? worth : 0;
    }

    boolean isEmpty() {
        return days == 0;
    }

    Purchases purchases() {
        return new Purchases(days - 1, (lastDay - firstDay) / 7.0, (today - firstDay) / 7.0);
    }

    /** Days with a purchase after the first. */
    int repeats() {
        return Math.max(0, days - 1);
    }

    /** The mean worth of the days after the first; 0 where nothing was repeated or no price is known. */
    double meanRepeat() {
        return days < 2 ? 0 : (spend - firstSpend) / (days - 1);
    }
}
