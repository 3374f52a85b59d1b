package dev.tidecast.trees;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;

/**
 * Boosted trees of binary logistic loss as arrays: T trees of altogether N nodes. A row goes left at a node where its
 * value is below the threshold, by the node's default where the value is NaN; the leaves that it reaches add up to the
 * logit. Immutable, shared between threads; no native library is needed.
 *
 * <p>Source: Chen and Guestrin, "XGBoost: A Scalable Tree Boosting System", KDD 2016; read from xgboost's own JSON, as
 * <a href="https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html">documented</a>.
 */
public final class TreeEnsemble {
    private final float base;
    private final int[] roots;
    private final int[] left;
    private final int[] right;
    private final int[] column;
    private final float[] value;
    private final boolean[] defaultLeft;

    private TreeEnsemble(float base, int trees, int nodes) {
        this.base = base;
        this.roots = new int[trees];
        this.left = new int[nodes];
        this.right = new int[nodes];
        this.column = new int[nodes];
        this.value = new float[nodes];
        this.defaultLeft = new boolean[nodes];
    }

    /**
     * Reads a booster's JSON.
     *
     * @throws IOException if it is no such JSON; the message says what is missing
     */
    public static TreeEnsemble read(byte[] json) throws IOException {
        JsonNode learner = new ObjectMapper().readTree(json).path("learner");
        JsonNode trees = learner.path("gradient_booster").path("model").path("trees");
        String objective = learner.path("objective").path("name").asText();
        if (!trees.isArray() || !objective.equals("binary:logistic")) {
            throw new IOException("no trees of objective binary:logistic (objective is \"" + objective
                    + "\"): this is no booster that was saved here");
        }
        String share = learner.path("learner_model_param").path("base_score").asText();
        double odds = Double.parseDouble(share.replace("[", "").replace("]", ""));
        int nodes = 0;
        for (JsonNode tree : trees) {
            nodes += tree.path("left_children").size();
        }
        TreeEnsemble ensemble = new TreeEnsemble((float) Math.log(odds / (1 - odds)), trees.size(), nodes);
        int from = 0;
        for (int t = 0; t < trees.size(); t++) {
            ensemble.roots[t] = from;
            from = ensemble.add(trees.get(t), from);
        }
        return ensemble;
    }

    private int add(JsonNode tree, int from) {
        JsonNode lefts = tree.path("left_children");
        for (int n = 0; n < lefts.size(); n++) {
            int leftChild = lefts.get(n).asInt();
            left[from + n] = leftChild < 0 ? -1 : from + leftChild;
            right[from + n] = from + tree.path("right_children").get(n).asInt();
            column[from + n] = tree.path("split_indices").get(n).asInt();
            value[from + n] = (float) tree.path("split_conditions").get(n).asDouble(); // of a leaf: what it adds
            defaultLeft[from + n] = tree.path("default_left").get(n).asInt() != 0;
        }
        return from + lefts.size();
    }

    /** The number of trees, T. */
    public int trees() {
        return roots.length;
    }

    /** The logit of the row that begins at {@code offset}. */
    public float logit(float[] rows, int offset) {
        float sum = base;
        for (int root : roots) {
            sum += leaf(root, rows, offset);
        }
        return sum;
    }

    private float leaf(int root, float[] rows, int offset) {
        int node = root;
        while (left[node] >= 0) {
            float x = rows[offset + column[node]];
            boolean goesLeft = x < value[node] || (defaultLeft[node] && Float.isNaN(x));
            node = goesLeft ? left[node] : right[node];
        }
        return value[node];
    }

    /** Adds to losses[t] the logistic loss of the first t + 1 trees on one row. */
    void addLosses(float[] rows, int offset, boolean came, double[] losses) {
        double sum = base;
        for (int t = 0; t < roots.length; t++) {
            sum += leaf(roots[t], rows, offset);
            losses[t] += Math.log1p(Math.exp(-Math.abs(sum))) + Math.max(0, came ? -sum : sum);
        }
    }

    /** The probability of a row. */
    public double probability(float[] row) {
        return 1 / (1 + Math.exp(-logit(row, 0)));
    }

    /** Which of {@code columns} columns the trees ask for, and how often. */
    public int[] splits(int columns) {
        int[] counts = new int[columns];
        for (int node = 0; node < left.length; node++) {
            counts[column[node]] += left[node] >= 0 ? 1 : 0;
        }
        return Arrays.copyOf(counts, columns);
    }
}
