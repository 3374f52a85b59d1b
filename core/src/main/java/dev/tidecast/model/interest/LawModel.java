package dev.tidecast.model.interest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.model.Model;
import dev.tidecast.model.SafeTensors;
import dev.tidecast.model.Scorer;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The interest network of a log without items: the law of counts alone, which tells whether and how much and ranks
 * nothing.
 */
public record LawModel(Target target, WindowLaw law) implements Model {
    private static final String FILE = "law.safetensors";

    @Override
    public String name() {
        return InterestNetwork.NAME;
    }

    @Override
    public Scorer scorer(Dataset visible) {
        return new LawTeller(law, target);
    }

    @Override
    public void save(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, String> facts =
                Map.of("target", json.writeValueAsString(target), "law", json.writeValueAsString(law));
        new SafeTensors(Map.of(), facts).write(folder.resolve(FILE));
    }

    static boolean isSavedIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    static LawModel load(Path folder) throws IOException {
        SafeTensors stored = SafeTensors.read(folder.resolve(FILE));
        ObjectMapper json = new ObjectMapper();
        return new LawModel(
                json.readValue(stored.text("target"), Target.class),
                json.readValue(stored.text("law"), WindowLaw.class));
    }
}
