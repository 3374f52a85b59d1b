package dev.tidecast.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidecast.clean.CleaningRules;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Judging;
import dev.tidecast.model.ProbabilityScorer;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.Trainer;
import dev.tidecast.progress.Progress;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.DatasetBuilder;
import dev.tidecast.sequence.Facet;
import dev.tidecast.sequence.History;
import dev.tidecast.sequence.Target;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is judged beside items of one behaviour: facets, behaviours, whole users, and other protocols. */
class ScopeTest {
    private static final long DAY = 86_400;
    private static final long CUT = 50 * DAY; // in February; the other cut is in March
    private static final int ITEMS = 24;
    private static final Target TARGET = new Target(Behaviour.PURCHASE, 14);

    /** Each user keeps to items of one of four categories; item i is of category i % 4 and costs i + 1. */
    private static Dataset shop(boolean items, boolean clock) {
        long seed = 4;
        Random random = new Random(seed);
        DatasetBuilder builder = new DatasetBuilder();
        for (int user = 0; user < 200; user++) {
            long time = random.nextLong(10 * DAY);
            for (int visit = 0; visit < 14; visit++) {
                int item = random.nextInt(ITEMS / 4) * 4 + user % 4;
                Behaviour behaviour = visit % 3 == 0 ? Behaviour.VIEW : Behaviour.PURCHASE;
                builder.add(user, items ? item : -1, behaviour.ordinal(), time, 1, item + 1f, visit / 2, -1);
                time += 1 + random.nextLong(9 * DAY);
            }
        }
        builder.add(200, items ? 0 : -1, Behaviour.PURCHASE.ordinal(), 140 * DAY, 1, 1, -1, -1);
        List<String> names =
                IntStream.range(0, items ? ITEMS : 0).mapToObj(i -> "i" + i).toList();
        List<String> categories =
                IntStream.range(0, names.size()).mapToObj(i -> "c" + i % 4).toList();
        List<String> users = IntStream.range(0, 201).mapToObj(i -> "u" + i).toList();
        List<String> none = names.stream().map(name -> "").toList();
        return builder.build(
                "shop",
                ZoneOffset.UTC,
                clock,
                users,
                new DatasetBuilder.ItemTexts(names, none, categories, none),
                List.of());
    }

    private static BacktestReport run(Dataset whole, Judging judging, Trainer... trainers) {
        return Backtest.run(
                whole,
                CleaningRules.standard(whole.asOf()),
                judging.protocol() == Judging.Protocol.SESSION ? List.of(30 * DAY) : List.of(CUT, CUT + 14 * DAY),
                TARGET,
                List.of(trainers),
                BacktestSettings.standard().with(judging),
                Progress.silent());
    }

    private static Judging judging(Judging.Protocol protocol, Behaviour... behaviours) {
        return new Judging(List.of(), List.of(behaviours), protocol, false, 60);
    }

    /** Tells by the number of past interactions; ranks the user's last category first where it ranks. */
    private static Given teller(String name, boolean ranks, boolean right) {
        return new Given(name, visible -> new ProbabilityScorer() {
            @Override
            public void score(History history, float[] scores) {
                Arrays.fill(scores, 0);
                for (int i = 0; ranks && i < history.size(); i++) {
                    scores[history.item(i)]++;
                }
            }

            @Override
            public double anyInWindow(History history) {
                double told = history.size() / (history.size() + 10.0);
                return right ? told : 1 - told;
            }

            @Override
            public double activeInWindow(History history) {
                return anyInWindow(history);
            }

            @Override
            public boolean ranks() {
                return ranks;
            }
        });
    }

    private static double known(@Nullable Double value) {
        return Objects.requireNonNull(value);
    }

    private static BacktestReport.Result result(BacktestReport report, String model, String facet, String metric) {
        return report.results().stream()
                .filter(each -> each.model().equals(model)
                        && each.facet().equals(facet)
                        && each.metric().equals(metric)
                        && each.behaviour().equals("purchase"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void facets_that_the_log_tells_are_judged_from_the_same_scores() {
        BacktestReport report = run(shop(true, true), Judging.standard(), teller("own", true, true), Given.constant());
        assertThat(result(report, "own", "category", "accuracy").mean()).isEqualTo(1); // one category a user
        assertThat(result(report, "constant", "category", "accuracy").mean()).isBetween(.1, .5);
        assertThat(result(report, "own", "price-band", "ndcg@10").mean())
                .isGreaterThan(
                        result(report, "constant", "price-band", "ndcg@10").mean());
        assertThat(report.details().untold()).containsOnlyKeys("brand");
        assertThat(report.results())
                .noneMatch(
                        each -> each.facet().equals("category") && each.metric().equals("recall@10"));
    }

    @Test
    void logits_add_up_by_their_exponentials_and_amounts_above_zero() {
        Dataset visible = shop(true, true);
        FacetCandidates categories = FacetCandidates.of(visible, Facet.CATEGORY);
        float[] scores = new float[ITEMS];
        Arrays.fill(scores, -5);
        int first = categories.of(0);
        scores[0] = 1;
        float[] values = new float[categories.size()];
        double[] sums = new double[values.length];
        categories.sum(scores, Scorer.Scale.AMOUNT, sums, values);
        assertThat(values[first]).isEqualTo(1);
        assertThat(values[
                        categories.of(IntStream.range(0, ITEMS)
                                .filter(i -> categories.of(i) != first)
                                .findFirst()
                                .orElseThrow())])
                .isEqualTo(0);
        categories.sum(scores, Scorer.Scale.LOGIT, sums, values);
        assertThat((double) values[first]).isCloseTo(1 + 5 * Math.exp(-6), within(1e-6));
    }

    @Test
    void other_behaviours_are_judged_with_models_of_their_own() {
        BacktestReport report =
                run(shop(true, true), judging(Judging.Protocol.WINDOW, Behaviour.VIEW), teller("own", true, true));
        assertThat(report.results())
                .anyMatch(
                        each -> each.behaviour().equals("view") && each.facet().equals("item"));
        assertThat(report.itemResults(Measure.NDCG_10)).hasSize(1);
    }

    @Test
    void models_that_only_tell_whether_are_judged_apart_with_intervals() {
        BacktestReport report = run(
                shop(true, true),
                Judging.standard(),
                Given.constant(),
                teller("whether", false, true),
                teller("wrong", false, false));
        assertThat(report.figures().models()).containsExactly("constant");
        double right = known(result(report, "whether", "user", "purchase-auroc").mean());
        assertThat(result(report, "wrong", "user", "purchase-auroc").mean()).isCloseTo(1 - right, within(1e-9));
        assertThat(report.details().whether())
                .extracting(BacktestDetails.WhetherResult::what)
                .contains("purchase", "churn");
        BacktestDetails.WhetherDifference difference =
                report.details().whetherDifferences().getFirst();
        assertThat(difference.auroc().mean()).isCloseTo(2 * right - 1, within(1e-9));
        assertThat(difference.auroc().low()).isLessThan(difference.auroc().high());
    }

    @Test
    void a_log_without_items_is_judged_on_whether_alone() {
        BacktestReport report =
                run(shop(false, true), Judging.standard(), Given.constant(), teller("whether", false, true));
        assertThat(report.details().skipped().get("constant")).contains("this log has none");
        assertThat(report.cuts().getFirst().users()).isPositive();
        assertThat(report.figures().models()).isEmpty();
        assertThat(report.results())
                .extracting(BacktestReport.Result::metric)
                .containsExactlyInAnyOrder("purchase-auroc", "churn-auroc");
    }

    @Test
    void cold_users_are_reported_apart_and_seasons_where_cuts_differ() {
        BacktestReport report = run(shop(true, true), Judging.standard(), Given.constant());
        assertThat(report.details().groups())
                .extracting(BacktestDetails.Group::kind)
                .contains("recency", "season");
        int cold = report.details().cuts().stream()
                .mapToInt(BacktestDetails.CutDetail::coldUsers)
                .sum();
        assertThat(report.details().groups().stream()
                        .filter(each -> each.kind().equals("cold"))
                        .count())
                .isEqualTo(cold == 0 ? 0 : 2);
    }

    @Test
    void leave_one_out_judges_last_items_without_a_clock() {
        BacktestReport report =
                run(shop(true, false), judging(Judging.Protocol.LEAVE_ONE_OUT), Given.constant(), Given.random(1));
        BacktestDetails.CutDetail detail = report.details().cuts().getFirst();
        assertThat(detail.users() + detail.droppedLabels()).isEqualTo(200);
        assertThat(detail.users()).isPositive();
        assertThat(report.details().protocol()).isEqualTo("leave-one-out");
        double hit =
                known(report.result("constant", Measure.HIT_10).orElseThrow().mean());
        assertThat(hit).isGreaterThan(10.0 / ITEMS); // fewer candidates: the history is none
        assertThatThrownBy(() -> run(shop(true, false), Judging.standard(), Given.constant()))
                .hasMessageContaining("no clock")
                .hasMessageContaining("leave-one-out");
    }

    @Test
    void nothing_held_out_is_visible_to_training() {
        Dataset whole = shop(true, true);
        HeldOut held = LeaveOneOut.of(whole, Behaviour.PURCHASE);
        for (int i = 0; i < held.size(); i++) {
            History before = held.fittedOn().history(held.user(i));
            History input = held.history(i);
            assertThat(before.size()).isLessThan(input.size());
            assertThat(input.item(input.size() - 1)).isNotEqualTo(held.targets(i)[0]);
        }
    }

    @Test
    void sessions_are_judged_item_by_item_after_the_cut() {
        Dataset whole = shop(true, true);
        HeldOut held = SessionCases.of(whole, 30 * DAY, Behaviour.PURCHASE);
        for (int i = 0; i < held.size(); i++) {
            History prefix = held.history(i);
            assertThat(prefix.time(prefix.size() - 1)).isGreaterThan(30 * DAY);
            assertThat(prefix.order(prefix.size() - 1)).isGreaterThanOrEqualTo(0);
        }
        BacktestReport report =
                run(whole, judging(Judging.Protocol.SESSION), teller("own", true, true), Given.constant());
        double tied =
                known(report.result("constant", Measure.RECALL_20).orElseThrow().mean());
        int known = report.cuts().getFirst().items();
        assertThat(tied).isCloseTo(Math.min(1, 20.0 / known), within(1e-6)); // nothing is excluded
        assertThat(report.result("own", Measure.RECALL_20).orElseThrow().mean()).isGreaterThan(tied);
        assertThat(report.result("own", Measure.RECIPROCAL_RANK_20)
                        .orElseThrow()
                        .mean())
                .isGreaterThan(report.result("constant", Measure.RECIPROCAL_RANK_20)
                        .orElseThrow()
                        .mean());
    }

    @Test
    void an_old_state_and_an_old_model_lose_what_is_new() {
        Dataset whole = shop(true, true);
        List<BacktestDetails.StalenessResult> found = Staleness.judge(
                whole,
                CleaningRules.standard(whole.asOf()),
                CUT,
                TARGET,
                List.of(teller("own", true, true)),
                BacktestSettings.standard(),
                Progress.silent());
        assertThat(found).extracting(BacktestDetails.StalenessResult::old).contains("live", "state", "model");
        assertThat(found.getFirst().loss().mean()).isEqualTo(0);
        assertThat(found.stream().filter(each -> each.old().equals("model")))
                .allMatch(each -> Math.abs(known(each.loss().mean())) < 1e-9); // its model has nothing fitted
        assertThat(found.stream().filter(each -> each.old().equals("state") && each.days() == 7))
                .isNotEmpty();
    }

    @Test
    void a_baseline_that_does_not_fit_the_budget_is_told() {
        Budget budget = new Budget(Duration.ofNanos(1), name -> !name.equals("ours"));
        assertThat(budget.reason("first")).isEmpty();
        budget.begin();
        budget.end("first");
        assertThat(budget.reason("second")).contains("budget").contains("budget-minutes");
        assertThat(budget.late("second")).isTrue();
        assertThat(budget.reason("ours")).isEmpty();
        assertThatThrownBy(() -> new Judging(List.of(), List.of(), Judging.Protocol.WINDOW, false, 0))
                .hasMessageContaining("budget-minutes");
    }
}
