package dev.tidecast.neural;

import dev.tidecast.model.StepInput;
import dev.tidecast.model.content.QueryVectors;
import dev.tidecast.model.interest.HistorySteps;
import dev.tidecast.model.interest.StepInputs;
import dev.tidecast.model.interest.StepReading;
import dev.tidecast.sequence.Dataset;
import java.util.HashSet;
import java.util.Set;

/**
 * What a trunk reads of steps beside what they always tell, fitted to what is visible.
 *
 * @param queries vectors of the words of queries; none unless these are among the inputs
 */
public record StepContent(Set<StepInput> which, QueryVectors queries) {
    public StepContent {
        which = Set.copyOf(which);
    }

    /** Nothing beside. */
    static StepContent none() {
        return new StepContent(Set.of(), QueryVectors.none());
    }

    /** Makes it of what a dataset shows. */
    @FunctionalInterface
    public interface Source {
        /** What the recipe asked for; without queries where nothing was searched for. */
        StepContent of(Dataset visible);

        /** Nothing beside. */
        static Source none() {
            return visible -> StepContent.none();
        }
    }

    /** Fits vectors of queries. */
    @FunctionalInterface
    public interface Queries {
        QueryVectors of(Dataset visible);
    }

    /** The inputs that a recipe asks for. */
    public static Source of(Set<StepInput> which, Queries queries) {
        return visible -> {
            QueryVectors vectors = which.contains(StepInput.QUERY) ? queries.of(visible) : QueryVectors.none();
            Set<StepInput> told = new HashSet<>(which);
            if (vectors.isEmpty()) {
                told.remove(StepInput.QUERY);
            }
            return new StepContent(told, vectors);
        };
    }

    /** F. */
    int features() {
        return HistorySteps.width(which);
    }

    /** How the visible histories are read. */
    StepReading reading(Dataset visible, int most) {
        return new StepReading(visible.itemCount(), most, which, queries.words().in(visible.queries()));
    }

    /** As it is stored with the weights. */
    StepInputs inputs() {
        return new StepInputs(which, queries.words());
    }
}
