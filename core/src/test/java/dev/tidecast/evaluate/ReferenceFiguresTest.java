package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Holds measures to those of scikit-learn and scipy, computed once by src/test/resources/evaluate/reference.py. */
class ReferenceFiguresTest {
    private static final Offset<Double> EXACT = within(1e-6);
    private static final Offset<Double> SAMPLED = within(.012); // 20,000 orders of the ties

    private static JsonNode cases(String name) {
        try (InputStream in =
                Objects.requireNonNull(ReferenceFiguresTest.class.getResourceAsStream("/evaluate/reference.json"))) {
            JsonNode cases = new ObjectMapper().readTree(in).get(name);
            assertThat(cases).isNotEmpty();
            return cases;
        } catch (IOException unread) {
            throw new java.io.UncheckedIOException(unread);
        }
    }

    private static double[] numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToDouble(i -> list.get(i).asDouble())
                .toArray();
    }

    private static int[] wholes(JsonNode list) {
        return IntStream.range(0, list.size()).map(i -> list.get(i).asInt()).toArray();
    }

    @Test
    void rankings_with_ties_score_as_in_scikit_learn() {
        for (JsonNode each : cases("rankings")) {
            double[] given = numbers(each.get("scores"));
            float[] scores = new float[given.length];
            IntStream.range(0, given.length).forEach(i -> scores[i] = (float) given[i]);
            float[] figures = new RankingJudge(scores.length).judge(scores, wholes(each.get("targets")), new int[0]);
            for (String exact : List.of("ndcg@10", "ndcg@20", "auroc", "map")) {
                if (each.has(exact)) {
                    assertThat((double) figures[Measure.of(exact).ordinal()])
                            .as(exact)
                            .isCloseTo(each.get(exact).asDouble(), EXACT);
                }
            }
            for (String sampled : List.of("hit-rate@10", "mrr", "recall@20", "accuracy")) {
                assertThat((double) figures[Measure.of(sampled).ordinal()])
                        .as(sampled)
                        .isCloseTo(each.get(sampled).asDouble(), SAMPLED);
            }
            assertThat((double) figures[Measure.AVERAGE_PRECISION.ordinal()])
                    .isCloseTo(each.get("map-sampled").asDouble(), SAMPLED);
        }
    }

    @Test
    void probabilities_with_ties_score_as_in_scikit_learn() {
        for (JsonNode each : cases("binary")) {
            double[] probability = numbers(each.get("probability"));
            boolean[] came = new boolean[probability.length];
            IntStream.range(0, came.length)
                    .forEach(i -> came[i] = each.get("came").get(i).asBoolean());
            BinaryReport report = BinaryReport.of(probability, came, 1, .3);
            double[] ours = {
                report.auroc(),
                report.averagePrecision(),
                report.logLoss(),
                report.brier(),
                report.accuracy(),
                report.precision(),
                report.recall(),
                report.f1()
            };
            List<String> names =
                    List.of("auroc", "averagePrecision", "logLoss", "brier", "accuracy", "precision", "recall", "f1");
            for (int i = 0; i < ours.length; i++) {
                assertThat(ours[i])
                        .as(names.get(i))
                        .isCloseTo(each.get(names.get(i)).asDouble(), within(1e-9));
            }
            assertThat(new int[] {
                        report.trueNegatives(), report.falsePositives(), report.falseNegatives(), report.truePositives()
                    })
                    .containsExactly(wholes(each.get("confusion")));
            sameCurve(report.roc(), each.get("roc"));
            sameCurve(report.precisionRecall(), each.get("precisionRecall"));
            BinaryReport.Confusion low = Objects.requireNonNull(report.atBaseRate());
            assertThat(low.truePositives() + low.falseNegatives()).isEqualTo(report.positives());
            assertThat(low.truePositives()).isGreaterThanOrEqualTo(report.truePositives());
        }
    }

    private static void sameCurve(List<BinaryReport.Point> ours, JsonNode theirs) {
        assertThat(ours).hasSize(theirs.size());
        for (int i = 0; i < ours.size(); i++) {
            assertThat(ours.get(i).x()).isCloseTo(theirs.get(i).get(0).asDouble(), EXACT);
            assertThat(ours.get(i).y()).isCloseTo(theirs.get(i).get(1).asDouble(), EXACT);
        }
    }

    @Test
    void signed_ranks_with_ties_and_zeros_are_those_of_scipy() {
        for (JsonNode each : cases("signedRank")) {
            SignedRank ours = SignedRank.of(numbers(each.get("differences")));
            assertThat(ours.pairs()).isEqualTo(each.get("pairs").asInt());
            assertThat(ours.statistic()).isCloseTo(each.get("statistic").asDouble(), within(1e-9));
            assertThat(ours.p()).isCloseTo(each.get("p").asDouble(), within(1e-10));
        }
        assertThat(SignedRank.of(new double[] {0, 0}).p()).isEqualTo(1);
    }

    @Test
    void directions_score_as_in_scikit_learn() {
        for (JsonNode each : cases("directions")) {
            DirectionScore score = new DirectionScore();
            int[] told = wholes(each.get("told"));
            int[] came = wholes(each.get("came"));
            Direction[] directions = Direction.values();
            for (int i = 0; i < told.length; i++) {
                score.add(directions[told[i]], directions[came[i]]);
            }
            assertThat(score.macroF1()).isCloseTo(each.get("macroF1").asDouble(), within(1e-12));
            for (Direction direction : directions) {
                assertThat(score.f1(direction))
                        .isCloseTo(each.get("f1").get(direction.ordinal()).asDouble(), within(1e-12));
            }
        }
    }
}
