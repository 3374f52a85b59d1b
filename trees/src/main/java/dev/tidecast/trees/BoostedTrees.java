package dev.tidecast.trees;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidecast.event.Behaviour;
import dev.tidecast.model.Model;
import dev.tidecast.model.Scorer;
import dev.tidecast.model.activity.ActivityTeller;
import dev.tidecast.model.activity.UserFeatures;
import dev.tidecast.provenance.Artefact;
import dev.tidecast.sequence.Dataset;
import dev.tidecast.sequence.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The model {@code boosted-trees}: two ensembles on the features of a user, which rank no items. */
public final class BoostedTrees implements Model {
    public static final String NAME = "boosted-trees";
    private static final String SETTINGS = "boosted-trees.json";
    private static final String ACTED = "acted.booster.json";
    private static final String ACTIVE = "active.booster.json";

    private final Asked asked;
    private final byte[] actedJson;
    private final byte[] activeJson;
    private final TreeEnsemble acted;
    private final TreeEnsemble active;

    /** What was asked of a fit, as it is stored. */
    record Asked(Target target, List<Behaviour> behaviours) {
        Asked {
            behaviours = List.copyOf(behaviours);
        }

        void write(Path file) throws IOException {
            byte[] json = new ObjectMapper().writeValueAsBytes(this);
            Artefact.writeFile(file, path -> Files.write(path, json));
        }

        static Asked read(Path file) throws IOException {
            return new ObjectMapper().readValue(Files.readAllBytes(file), Asked.class);
        }
    }

    private BoostedTrees(Asked asked, byte[] acted, byte[] active) throws IOException {
        this.asked = asked;
        this.actedJson = acted;
        this.activeJson = active;
        this.acted = TreeEnsemble.read(acted);
        this.active = TreeEnsemble.read(active);
    }

    static BoostedTrees of(Target target, List<Behaviour> behaviours, byte[] acted, byte[] active) throws IOException {
        return new BoostedTrees(new Asked(target, behaviours), acted, active);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Trees of the purchase probability. */
    public TreeEnsemble acted() {
        return acted;
    }

    @Override
    public Scorer scorer(Dataset visible) {
        UserFeatures features = new UserFeatures(visible, asked.target(), asked.behaviours());
        return new ActivityTeller(features, acted::probability, active::probability);
    }

    @Override
    public void save(Path folder) throws IOException {
        asked.write(folder.resolve(SETTINGS));
        Artefact.writeFile(folder.resolve(ACTED), path -> Files.write(path, actedJson));
        Artefact.writeFile(folder.resolve(ACTIVE), path -> Files.write(path, activeJson));
    }

    /** Reads what {@link #save} wrote. */
    public static BoostedTrees load(Path folder) throws IOException {
        return new BoostedTrees(
                Asked.read(folder.resolve(SETTINGS)),
                Files.readAllBytes(folder.resolve(ACTED)),
                Files.readAllBytes(folder.resolve(ACTIVE)));
    }
}
