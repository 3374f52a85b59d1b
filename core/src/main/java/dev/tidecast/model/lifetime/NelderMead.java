package dev.tidecast.model.lifetime;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/**
 * Finds a minimum without derivatives. Source: Nelder and Mead, "A Simplex Method for Function Minimization", The
 * Computer Journal 7, 1965; begun anew at its own outcome until that gains nothing more.
 */
final class NelderMead {
    private static final double TOLERANCE = 1e-9;
    private static final int MOST_STEPS = 2_000;
    private static final int MOST_STARTS = 8;

    private final ToDoubleFunction<double[]> function;

    private record Vertex(double[] at, double value) {}

    private NelderMead(ToDoubleFunction<double[]> function) {
        this.function = function;
    }

    /** The place of a minimum near {@code start}; values that are not finite count as very high. */
    static double[] minimum(ToDoubleFunction<double[]> function, double[] start) {
        NelderMead search = new NelderMead(function);
        Vertex best = search.vertex(start.clone());
        for (int run = 0; run < MOST_STARTS; run++) {
            Vertex next = search.descend(best);
            boolean still = best.value - next.value <= TOLERANCE * (1 + Math.abs(next.value));
            best = next;
            if (still) {
                break;
            }
        }
        return best.at;
    }

    private Vertex vertex(double[] at) {
        double value = function.applyAsDouble(at);
        return new Vertex(at, Double.isFinite(value) ? value : Double.MAX_VALUE);
    }

    private Vertex descend(Vertex from) {
        int n = from.at.length;
        Vertex[] simplex = new Vertex[n + 1];
        simplex[n] = from;
        for (int i = 0; i < n; i++) {
            double[] at = from.at.clone();
            at[i] += .5;
            simplex[i] = vertex(at);
        }
        for (int step = 0; step < MOST_STEPS; step++) {
            Arrays.sort(simplex, Comparator.comparingDouble(Vertex::value));
            if (simplex[n].value - simplex[0].value <= TOLERANCE * (1 + Math.abs(simplex[0].value))) {
                break;
            }
            step(simplex, n);
        }
        return simplex[0];
    }

    /** Replaces the worst vertex, or shrinks all towards the best. */
    private void step(Vertex[] simplex, int n) {
        double[] centre = new double[n];
        for (int v = 0; v < n; v++) {
            for (int i = 0; i < n; i++) {
                centre[i] += simplex[v].at[i] / n;
            }
        }
        Vertex worst = simplex[n];
        Vertex reflected = between(centre, worst.at, -1);
        if (reflected.value < simplex[0].value) {
            Vertex expanded = between(centre, worst.at, -2);
            simplex[n] = expanded.value < reflected.value ? expanded : reflected;
        } else if (reflected.value < simplex[n - 1].value) {
            simplex[n] = reflected;
        } else {
            boolean outside = reflected.value < worst.value;
            Vertex contracted = between(centre, worst.at, outside ? -.5 : .5);
            if (contracted.value < Math.min(worst.value, reflected.value)) {
                simplex[n] = contracted;
            } else {
                for (int v = 1; v <= n; v++) {
                    simplex[v] = between(simplex[0].at, simplex[v].at, .5);
                }
            }
        }
    }

    /** centre + share x (other - centre). */
    private Vertex between(double[] centre, double[] other, double share) {
        double[] at = new double[centre.length];
        Arrays.setAll(at, i -> centre[i] + share * (other[i] - centre[i]));
        return vertex(at);
    }
}
