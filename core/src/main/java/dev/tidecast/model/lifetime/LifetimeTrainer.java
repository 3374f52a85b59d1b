package dev.tidecast.model.lifetime;

import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.Trainer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fits {@link Lifetime}: BG/NBD on the days with the target behaviour, again on the days with any behaviour where the
 * log has more than one, and gamma-gamma on the spend of repeat days where prices are known.
 */
public final class LifetimeTrainer implements Trainer {
    /** Customers with repeat spend that gamma-gamma needs. */
    private static final int LEAST_SPENDERS = 10;

    @Override
    public String name() {
        return Lifetime.NAME;
    }

    @Override
    public Model fit(Dataset visible, Target target) {
        List<GammaGamma.Spend> spends = new ArrayList<>();
        List<Purchases> customers = customers(visible, target.behaviour(), spends);
        if (customers.isEmpty()) {
            throw new IllegalArgumentException(
                    "bg-nbd needs a user who did " + target.behaviour().word()
                            + " before the cut; this log has none: leave it out or choose another target");
        }
        BgNbd law = BgNbdFit.fit(customers);
        BgNbd any = onlyTarget(visible, target) ? law : BgNbdFit.fit(customers(visible, null, new ArrayList<>()));
        Optional<GammaGamma> spend =
                spends.size() < LEAST_SPENDERS ? Optional.empty() : Optional.of(GammaGamma.fit(spends));
        return new Lifetime(target, law, any, spend, firstPurchase(visible, target));
    }

    private static List<Purchases> customers(
            Dataset visible, @Nullable Behaviour behaviour, List<GammaGamma.Spend> spends) {
        PurchaseDays days = new PurchaseDays(visible, behaviour);
        List<Purchases> customers = new ArrayList<>();
        for (int user = 0; user < visible.userCount(); user++) {
            if (!days.read(visible.history(user)).isEmpty()) {
                customers.add(days.purchases());
                if (days.repeats() > 0 && days.meanRepeat() > 0) {
                    spends.add(new GammaGamma.Spend(days.repeats(), days.meanRepeat()));
                }
            }
        }
        return customers;
    }

    private static boolean onlyTarget(Dataset visible, Target target) {
        for (int user = 0; user < visible.userCount(); user++) {
            History history = visible.history(user);
            for (int p = 0; p < history.size(); p++) {
                if (history.behaviour(p) != target.behaviour()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Of the users with a history but no purchase one window earlier, the share that bought in that window. */
    private static double firstPurchase(Dataset visible, Target target) {
        long anchor = visible.asOf() - target.seconds();
        PurchaseDays days = new PurchaseDays(visible, target.behaviour());
        int waiting = 0;
        int bought = 0;
        for (int user = 0; user < visible.userCount(); user++) {
            History whole = visible.history(user);
            History before = whole.asOf(anchor);
            if (!before.isEmpty() && days.read(before).isEmpty()) {
                waiting++;
                bought += days.read(whole).isEmpty() ? 0 : 1;
            }
        }
        return (bought + .5) / (waiting + 1);
    }
}
