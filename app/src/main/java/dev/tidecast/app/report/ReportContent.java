package dev.tidecast.app.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows, as plain values; a null part or an empty list was not measured and is left out.
 *
 * @param shop the log's name
 * @param subtitle one line under it: the span of the log and what was asked
 * @param verdict does the model beat counting?
 * @param cuts what the models were judged on
 * @param stages what each stage of the network adds, in order
 * @param notes what a reader must know to read the figures, one sentence each
 * @param proof what a sceptic looks at beyond the leaderboard
 */
public record ReportContent(
        String shop,
        String subtitle,
        Verdict verdict,
        List<JudgedCut> cuts,
        @Nullable CleaningPart cleaning,
        @Nullable ActivityPart activity,
        List<LearningStage> learning,
        @Nullable Leaderboard leaderboard,
        @Nullable StageGains stages,
        @Nullable ActivitySlices slices,
        @Nullable RepeatExplore repeatExplore,
        @Nullable Reliability reliability,
        List<CustomerStory> customers,
        Origin origin,
        List<String> notes,
        Proof proof) {
    public ReportContent {
        cuts = List.copyOf(cuts);
        learning = List.copyOf(learning);
        customers = List.copyOf(customers);
        notes = List.copyOf(notes);
        if (shop.isBlank()) {
            throw new IllegalArgumentException("a report needs the name of its log: set name in tidecast.yaml");
        }
    }

    /**
     * One cut and what was judged at it.
     *
     * @param cut as text, with its time zone
     * @param users judged
     * @param items that were candidates
     */
    public record JudgedCut(String cut, int horizonDays, long users, long items) {}
}
