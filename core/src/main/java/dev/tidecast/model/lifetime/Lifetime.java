package dev.tidecast.model.lifetime;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.model.Model;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.model.UnrankedScorer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The model {@code bg-nbd}: whether each user comes again, and how much is spent, from recency and frequency alone.
 *
 * @param target what it was fitted for
 * @param law of days with the target behaviour
 * @param any of days with any behaviour
 * @param spend of a day; empty where the log knows no prices
 * @param firstPurchase the probability that a user who has never done the target behaviour does so in the window
 */
public record Lifetime(Target target, BgNbd law, BgNbd any, Optional<GammaGamma> spend, double firstPurchase)
        implements Model {
    public static final String NAME = "bg-nbd";
    private static final String FILE = "weights.safetensors";

    public Lifetime {
        if (!(firstPurchase >= 0 && firstPurchase <= 1)) {
            throw new IllegalArgumentException(
                    "first purchase with probability " + firstPurchase + ": 0 to 1 is allowed");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Scorer scorer(Dataset visible) {
        return new Teller(visible);
    }

    @Override
    public void save(Path folder) throws IOException {
        double[] values = spend.map(s -> new double[] {s.p(), s.q(), s.gamma()}).orElse(new double[0]);
        Map<String, StoredTensor> tensors = Map.of(
                "law", StoredTensor.of(values(law), 4),
                "any", StoredTensor.of(values(any), 4),
                "spend", StoredTensor.of(values, values.length),
                "first-purchase", StoredTensor.of(new double[] {firstPurchase}, 1));
        String json = new ObjectMapper().writeValueAsString(target);
        new SafeTensors(tensors, Map.of("model", NAME, "target", json)).write(folder.resolve(FILE));
    }

    /** Reads what {@link #save} wrote. */
    public static Lifetime load(Path folder) throws IOException {
        SafeTensors file = SafeTensors.read(folder.resolve(FILE));
        double[] spend = file.tensor("spend").doubles();
        return new Lifetime(
                new ObjectMapper().readValue(file.text("target"), Target.class),
                law(file.tensor("law").doubles()),
                law(file.tensor("any").doubles()),
                spend.length == 0 ? Optional.empty() : Optional.of(new GammaGamma(spend[0], spend[1], spend[2])),
                file.tensor("first-purchase").doubles()[0]);
    }

    private static double[] values(BgNbd law) {
        return new double[] {law.r(), law.alpha(), law.a(), law.b()};
    }

    private static BgNbd law(double[] values) {
        return new BgNbd(values[0], values[1], values[2], values[3]);
    }

    private final class Teller implements UnrankedScorer {
        private final PurchaseDays own;
        private final PurchaseDays all;

        Teller(Dataset visible) {
            this.own = new PurchaseDays(visible, target.behaviour());
            this.all = new PurchaseDays(visible, null);
        }

        @Override
        public double anyInWindow(History history) {
            return within(history, target.horizonDays(), 1);
        }

        @Override
        public double activeInWindow(History history) {
            all.read(history);
            return all.isEmpty() ? Double.NaN : any.any(all.purchases(), target.horizonDays() / 7.0);
        }

        /** Told for all facets together only: leaving depends on every purchase. */
        @Override
        public double within(History history, int days, double share) {
            if (share != 1) {
                return Double.NaN;
            }
            if (own.read(history).isEmpty()) {
                return 1 - Math.pow(1 - firstPurchase, days / (double) target.horizonDays());
            }
            return law.any(own.purchases(), days / 7.0);
        }

        @Override
        public double spendInWindow(History history) {
            if (spend.isEmpty()) {
                return Double.NaN;
            }
            own.read(history);
            double days = own.isEmpty() ? firstPurchase : law.expected(own.purchases(), target.horizonDays() / 7.0);
            int known = own.meanRepeat() > 0 ? own.repeats() : 0;
            return days * spend.orElseThrow().expected(known, own.meanRepeat());
        }
    }
}
