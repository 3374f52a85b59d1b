package dev.tidecast.trees;

import java.util.HashMap;
import java.util.Map;

/**
 * How trees are grown: xgboost's histogram method with logistic loss.
 *
 * @param rounds the most trees
 * @param depth of a tree
 * @param rate how much of each tree's answer is taken
 * @param leastWeight least sum of p (1 - p) in a leaf
 * @param rowShare of the rows that each tree sees
 * @param columnShare of the columns that each tree sees
 * @param seed of both draws
 * @param threads on which the sums' last bits depend
 */
public record BoostSettings(
        int rounds,
        int depth,
        double rate,
        double leastWeight,
        double rowShare,
        double columnShare,
        long seed,
        int threads) {
    public BoostSettings {
        if (rounds < 1 || depth < 1 || depth > 12 || threads < 1 || !(rate > 0 && rate <= 1) || !(leastWeight >= 0)) {
            throw new IllegalArgumentException("rounds " + rounds + ", depth " + depth + ", threads " + threads
                    + ", rate " + rate + ", least weight " + leastWeight
                    + ": at least 1, 1 to 12, at least 1, above 0 to 1 and at least 0 are allowed");
        }
        if (!(rowShare > 0 && rowShare <= 1 && columnShare > 0 && columnShare <= 1)) {
            throw new IllegalArgumentException(
                    "shares of rows " + rowShare + " and columns " + columnShare + ": above 0 to 1 are allowed");
        }
    }

    /** The same with another number of trees. */
    BoostSettings withRounds(int number) {
        return new BoostSettings(number, depth, rate, leastWeight, rowShare, columnShare, seed, threads);
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("objective", "binary:logistic");
        parameters.put("eval_metric", "logloss");
        parameters.put("tree_method", "hist");
        parameters.put("max_depth", depth);
        parameters.put("eta", rate);
        parameters.put("min_child_weight", leastWeight);
        parameters.put("subsample", rowShare);
        parameters.put("colsample_bytree", columnShare);
        parameters.put("seed", seed);
        parameters.put("nthread", threads);
        parameters.put("verbosity", 0);
        return parameters;
    }
}
