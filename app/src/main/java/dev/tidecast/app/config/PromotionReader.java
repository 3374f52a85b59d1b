package dev.tidecast.app.config;

import dev.tidecast.evaluate.Measure;
import dev.tidecast.model.PromotionRule;
import dev.tidecast.sequence.Facet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a model must show before it is served. */
final class PromotionReader {
    private static final List<String> PROMISES = List.of(Measure.RECALL_20.word(), Measure.NEW_ITEM_NDCG_10.word());

    private final Problems problems;

    PromotionReader(Problems problems) {
        this.problems = problems;
    }

    @Nullable
    PromotionRule rule(Section section) {
        Facet facet = section.parsed("facet", Facet.ITEM, Facet::of);
        String measure = section.parsed("measure", Measure.NDCG_10.word(), PromotionReader::measure);
        List<String> promises = section.has("promises") ? section.texts("promises") : PROMISES;
        promises.forEach(each -> problems.attempt(section.place("promises"), () -> measure(each)));
        int cuts = section.integer("least-cuts", 3);
        Section calibration = section.section("calibration");
        double above = calibration.number("most-above-perfect", .02);
        calibration.done();
        section.done();
        return problems.attempt(section.place(), () -> new PromotionRule(facet, measure, promises, cuts, above));
    }

    private static String measure(String word) {
        return Measure.of(word).word();
    }
}
