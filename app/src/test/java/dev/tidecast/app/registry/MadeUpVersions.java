package dev.tidecast.app.registry;

import dev.tidecast.app.registry.Judgement.CutCalibration;
import dev.tidecast.app.registry.ModelVersion.LogSpan;
import dev.tidecast.evaluate.BacktestReport.CutSummary;
import dev.tidecast.evaluate.BacktestReport.Result;
import dev.tidecast.model.PromotionRule;
import dev.tidecast.provenance.Provenance;
import dev.tidecast.sequence.Facet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Versions and judgements with made-up figures. */
public final class MadeUpVersions {
    static final PromotionRule RULE = new PromotionRule(Facet.ITEM, "ndcg@10", List.of("recall@20"), 3, .02);
    static final String DATA = "d".repeat(64);

    private MadeUpVersions() {}

    /** A version of two years' log with the files of {@code model}. */
    public static ModelVersion version(String name, Path model, @Nullable Judgement judgement) throws IOException {
        return version(name, model, judgement, "2009-12-01T00:00:00Z");
    }

    static ModelVersion version(String name, Path model, @Nullable Judgement judgement, String from)
            throws IOException {
        return new ModelVersion(
                ModelVersion.FORM,
                name + "-12345678",
                name,
                "2026-01-0" + (1 + Math.floorMod(name.hashCode(), 9)) + "T00:00:00Z",
                "purchase",
                30,
                new LogSpan(from, "2011-12-09T12:50:00Z", 3, "items"),
                "settings of " + name,
                "sources",
                "seed: 1\nmodels: [popular, tifu-knn, ease, interest-network]\n",
                RULE,
                VersionFiles.checksums(model),
                new Provenance(DATA, "retail-30d", "r".repeat(64), 1, "0.1", "none", "25", DATA),
                null,
                judgement);
    }

    /** A folder of two files, one of them in a folder of its own. */
    public static Path model(Path folder, String name) throws IOException {
        Path model = Files.createDirectories(folder.resolve("trained-" + name).resolve("deep"));
        Files.writeString(model.resolve("weights.safetensors"), "weights of " + name);
        Files.writeString(model.resolveSibling("manifest.json"), "{\"model\": \"" + name + "\"}");
        return folder.resolve("trained-" + name);
    }

    /** By the primary measure at so many cuts. */
    static Judgement judgement(int cuts, double low, double high) {
        return judgement(cuts, low, high, .05, .01);
    }

    /**
     * A judgement.
     *
     * @param promiseHigh end of the interval of recall@20's difference
     * @param abovePerfect of the calibration error
     */
    public static Judgement judgement(int cuts, double low, double high, double promiseHigh, double abovePerfect) {
        List<CutSummary> judged = IntStream.range(0, cuts)
                .mapToObj(cut -> new CutSummary("2011-0" + (9 - cut) + "-01T00:00:00Z", 30, 100, 50))
                .toList();
        return new Judgement(
                "2026-01-01T00:00:00Z",
                "b".repeat(64),
                judged,
                "tifu-knn",
                List.of(result("ndcg@10", low, high), result("recall@20", promiseHigh - .02, promiseHigh)),
                judged.stream()
                        .map(cut -> new CutCalibration(cut.cut(), 100, .015 + abovePerfect, .015))
                        .toList(),
                List.of("popular", "tifu-knn", "ease"),
                Map.of(),
                100,
                1);
    }

    private static Result result(String measure, double low, double high) {
        return new Result("", "item", "purchase", measure, .3, .28, .32, (low + high) / 2, low, high);
    }
}
