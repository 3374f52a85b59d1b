package dev.tidecast.model.interest;

import dev.tidecast.model.Model;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.inference.TrunkShape;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The trunk alone with a softmax over the window's items and no counting: the article's way, to see what it lacks. */
public record PlainLstm(ExploreTerm trunk) implements Model {
    public static final String NAME = "lstm";
    private static final String WEIGHTS = "lstm.safetensors";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Scorer scorer(Dataset visible) {
        return Scorer.ofLogits((history, scores) -> {
            Arrays.fill(scores, 0f);
            trunk.addTo(trunk.state(history), 1, scores);
        });
    }

    @Override
    public void save(Path folder) throws IOException {
        Map<String, String> facts = Map.of(
                "steps",
                Integer.toString(trunk.mostSteps()),
                "trunk",
                trunk.shape().json());
        new SafeTensors(trunk.stored(), facts).write(folder.resolve(WEIGHTS));
    }

    /** Reads what {@link #save} wrote. */
    public static PlainLstm load(Path folder) throws IOException {
        SafeTensors stored = SafeTensors.read(folder.resolve(WEIGHTS));
        return new PlainLstm(new ExploreTerm(
                TrunkShape.parse(stored.text("trunk")), stored.tensors(), Integer.parseInt(stored.text("steps"))));
    }
}
