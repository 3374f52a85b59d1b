package dev.tidecast.app.registry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One look at judged windows: a backtest that was done.
 *
 * @param time ISO instant
 * @param cuts ISO instants
 * @param behaviour judged
 * @param horizonDays of the windows
 * @param dataHash of the dataset
 * @param recipeHash of all settings
 * @param sources hash of the program
 * @param settings by model, the hash of what decides it
 * @param backtest SHA-256 of the backtest.json that it wrote
 */
public record Attempt(
        String time,
        List<String> cuts,
        String behaviour,
        int horizonDays,
        String dataHash,
        String recipeHash,
        String sources,
        Map<String, String> settings,
        String backtest) {
    public Attempt {
        cuts = List.copyOf(cuts);
        settings = Map.copyOf(settings);
        if (cuts.isEmpty()) {
            throw new IllegalArgumentException("an attempt without a cut: at least one is judged");
        }
    }

    /** How often windows were looked at. */
    public record Looks(int times, int distinctSettings) {
        /** {@code "the judged window has been looked at 3 times, with 2 distinct settings"}. */
        public String sentence() {
            return "the judged window has been looked at " + times + (times == 1 ? " time" : " times") + ", with "
                    + distinctSettings + " distinct " + (distinctSettings == 1 ? "setting" : "settings");
        }
    }

    /**
     * How many of {@code attempts} looked at one of {@code cuts} for the same behaviour and horizon. Other data or other
     * cleaning is another setting, not another window.
     */
    public static Looks looks(List<Attempt> attempts, Set<String> cuts, String behaviour, int horizonDays) {
        List<Attempt> same = attempts.stream()
                .filter(each -> each.behaviour.equals(behaviour)
                        && each.horizonDays == horizonDays
                        && each.cuts.stream().anyMatch(cuts::contains))
                .toList();
        long settings = same.stream()
                .map(each -> each.dataHash + each.recipeHash + each.sources)
                .distinct()
                .count();
        return new Looks(same.size(), (int) settings);
    }
}
