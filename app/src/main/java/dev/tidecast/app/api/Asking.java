package dev.tidecast.app.api;

import dev.tidecast.app.serve.ForecastAsk;
import dev.tidecast.app.serve.Service;
import dev.tidecast.app.serve.Wish;
import dev.tidecast.forecast.Question;
import dev.tidecast.sequence.Facet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is asked about a user from a request's address. */
final class Asking {
    static final String[] ALLOWED = {
        "horizon",
        "facet",
        "behaviour",
        "k",
        "category",
        "brand",
        "price-from",
        "price-to",
        "in-stock",
        "exclude",
        "diversity",
        "as-of"
    };
    private static final double MOST_PRICE = 1e12;
    private static final int MOST = 1_000;

    private final Service service;

    Asking(Service service) {
        this.service = service;
    }

    /** What is asked of the forecast of a user; by default 20 items within the recipe's horizons. */
    ForecastAsk of(String user, Parameters from, String exclude) {
        Question question = question(from);
        Wish wish = new Wish(
                from.text("category"),
                from.text("brand"),
                from.number("price-from", 0, MOST_PRICE),
                from.number("price-to", 0, MOST_PRICE),
                from.flag("in-stock"),
                from.parsed("exclude", exclude, "nothing, seen or bought is allowed", Wish.Without::of));
        if (question.facet() != Facet.ITEM && !wish.isAnything()) {
            throw new ProblemException(400, "filters are about items", "ask for facet=item, or without filters");
        }
        Double diversity = from.number("diversity", 0, 1);
        return new ForecastAsk(
                user, question, from.integer("k", 0, MOST, 20), wish, diversity == null ? 0 : diversity, instant(from));
    }

    /** The question of facet, horizon and behaviour. */
    Question question(Parameters from) {
        Question standard = service.standard();
        int horizon = from.integer("horizon", 1, standard.days(), standard.days());
        return new Question(
                from.behaviour(standard.behaviour()),
                from.text("horizon") == null ? standard.horizons() : List.of(horizon),
                from.parsed("facet", "item", "item, category, brand or price-band is allowed", Facet::of),
                20);
    }

    /** The instant that is asked about; null for now. */
    @Nullable
    Long instant(Parameters from) {
        Long asOf = from.instant("as-of");
        if (asOf != null) {
            long first = service.standing().loaded().dataset().firstTime();
            long last = service.clock().seconds() + 366L * 86_400;
            if (asOf <= first || asOf > last) {
                throw new ProblemException(
                        400,
                        "as-of is outside the log",
                        "after " + java.time.Instant.ofEpochSecond(first) + " and within a year from now is allowed");
            }
        }
        return asOf;
    }
}
