package dev.tidecast.model.counters;

import dev.tidecast.model.CoOccurrence;
import dev.tidecast.model.SparseRows;
import dev.tidecast.model.SymmetricInverse;
import dev.tidecast.model.content.TitleNeighbours;
import dev.tidecast.model.words.PlainTokeniser;
import dev.tidecast.model.words.VisibleTexts;
import dev.tidecast.sequence.Dataset;
import java.util.Arrays;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * What a history's own items say of every item through co-occurrence. Immutable.
 *
 * @param weights row j holds what item j lends to others
 * @param halfLife of the history's items, days
 * @param newItems what items that came after the fit lend and are lent; null without any
 */
public record Support(
        SparseRows weights, double halfLife, @Nullable NewItemLending newItems) {
    private static final double DAY = 86_400.0;
    private static final int NEAREST = 100;
    private static final double POWER = 4;

    /** Without items that came after the fit. */
    public Support(SparseRows weights, double halfLife) {
        this(weights, halfLife, null);
    }

    /** Fits co-occurrence to what is visible; cost V^3 in the inverse. */
    public static Support fit(Dataset visible, CounterSettings settings, SymmetricInverse inverse) {
        SparseRows weights = CoOccurrence.weights(
                visible,
                EnumSet.copyOf(settings.behaviours()),
                settings.coOccurrenceHalfLife(),
                settings.coOccurrenceRidge(),
                new CoOccurrence.Kept(settings.neighbours(), false),
                inverse);
        SparseRows all = settings.titles() > 0 ? weights.plus(settings.titles(), titles(visible)) : weights;
        return new Support(all, settings.historyHalfLife());
    }

    /** How alike titles are, [V x V]. */
    private static SparseRows titles(Dataset visible) {
        return TitleNeighbours.of(VisibleTexts.titles(visible, new PlainTokeniser()), NEAREST, POWER);
    }

    /** support[i] = sum over own items j of weight(j, i) x 2^(-age of j / half-life), float[candidates]. */
    public float[] of(OwnItems own, long asOf, int candidates) {
        return of(own.items(), lending(own, asOf), candidates);
    }

    /** 2^(-age / half-life) of each own item, float[n]. */
    float[] lending(OwnItems own, long asOf) {
        double rate = Math.log(2) / (halfLife * DAY);
        float[] lending = new float[own.size()];
        for (int slot = 0; slot < lending.length; slot++) {
            lending[slot] = (float) Math.exp(-rate * (asOf - own.last(slot)));
        }
        return lending;
    }

    /** The same from the numbers of own items and what each is worth. */
    float[] of(int[] items, float[] lending, int candidates) {
        float[] support =
                newItems == null ? ofFitted(items, lending, candidates) : newItems.of(items, lending, candidates);
        return support.length == candidates ? support : Arrays.copyOf(support, candidates);
    }

    private float[] ofFitted(int[] items, float[] lending, int candidates) {
        float[] support = new float[Math.max(candidates, weights.columns())]; // so that no column must be left out
        for (int slot = 0; slot < lending.length; slot++) {
            if (items[slot] < weights.rows()) { // else first seen after the fit
                weights.addRow(items[slot], lending[slot], support);
            }
        }
        return support;
    }

    /**
     * The same with items beyond those of the fit, which lend and are lent what their relatives do; a relative itself is
     * lent as much as the strongest of its companions, since the like are bought by the same people.
     *
     * @param relatives weights [new x fitted]
     */
    public Support withNewItems(SparseRows relatives) {
        return new Support(weights, halfLife, new NewItemLending(weights, relatives));
    }

    /** V of the fit. */
    public int itemCount() {
        return weights.rows();
    }
}
