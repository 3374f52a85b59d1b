package dev.tidecast.model.activity;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.StoredTensor;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The model {@code logistic-regression}: two regressions on the features of a user.
 *
 * @param target what it was fitted for
 * @param behaviours that have columns of their own
 * @param acted the target behaviour in the window
 * @param active any behaviour in the window
 */
public record ActivityModel(
        Target target, List<Behaviour> behaviours, LogisticRegression acted, LogisticRegression active)
        implements Model {
    public static final String NAME = "logistic-regression";
    private static final String FILE = "weights.safetensors";

    public ActivityModel {
        behaviours = List.copyOf(behaviours);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Scorer scorer(Dataset visible) {
        return new ActivityTeller(
                new UserFeatures(visible, target, behaviours), acted::probability, active::probability);
    }

    @Override
    public void save(Path folder) throws IOException {
        double[] first = acted.weights();
        double[] second = active.weights();
        Map<String, StoredTensor> tensors =
                Map.of("acted", StoredTensor.of(first, first.length), "active", StoredTensor.of(second, second.length));
        String json = new ObjectMapper().writeValueAsString(target);
        String words = String.join(",", behaviours.stream().map(Behaviour::word).toList());
        new SafeTensors(tensors, Map.of("model", NAME, "target", json, "behaviours", words))
                .write(folder.resolve(FILE));
    }

    /** Reads what {@link #save} wrote. */
    public static ActivityModel load(Path folder) throws IOException {
        SafeTensors file = SafeTensors.read(folder.resolve(FILE));
        return new ActivityModel(
                new ObjectMapper().readValue(file.text("target"), Target.class),
                Arrays.stream(file.text("behaviours").split(","))
                        .map(Behaviour::of)
                        .toList(),
                new LogisticRegression(file.tensor("acted").doubles()),
                new LogisticRegression(file.tensor("active").doubles()));
    }
}
