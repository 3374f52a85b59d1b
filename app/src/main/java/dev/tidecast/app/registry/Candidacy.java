package dev.tidecast.app.registry;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking for a version's promotion.
 *
 * @param promotion null where something speaks against it that no reason outweighs
 */
public record Candidacy(
        ModelVersion version,
        Examination examination,
        @Nullable Promotion promotion) {
    private static final int LEAST_REASON = 3;

    /**
     * Examines a version and promotes it where nothing speaks against it, or a reason outweighs what does.
     *
     * @param presentData hash of the dataset that the output folder holds, empty where it holds none
     * @param reason in words; null or too short for a word where there is none
     * @param who asked for it
     */
    public static Candidacy of(
            Registry registry, ModelVersion version, Optional<String> presentData, @Nullable String reason, String who)
            throws IOException {
        Examination examination = Examination.of(version, registry.damaged(version), presentData);
        List<Objection> objections = examination.objections();
        boolean yields = objections.stream().allMatch(each -> each.kind().yields());
        boolean hasReason = reason != null && isReason(reason);
        if (!objections.isEmpty() && !(hasReason && yields)) {
            return new Candidacy(version, examination, null);
        }
        Promotion promotion = registry.promote(
                version,
                Instant.now(),
                who,
                objections.isEmpty() ? null : reason,
                objections.stream().map(Objection::text).toList());
        return new Candidacy(version, examination, promotion);
    }

    /** Whether a text is long enough to say anything. */
    public static boolean isReason(String text) {
        String words = text.strip();
        return words.codePointCount(0, words.length()) >= LEAST_REASON;
    }

    /** What speaks against it. */
    public List<String> objections() {
        return examination.objections().stream().map(Objection::text).toList();
    }
}
