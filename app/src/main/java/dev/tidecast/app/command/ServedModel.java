package dev.tidecast.app.command;

import dev.tidecast.app.registry.ModelVersion;
import dev.tidecast.app.registry.Promotion;
import dev.tidecast.app.registry.Registry;
import dev.tidecast.app.store.Steps;
import dev.tidecast.model.Model;
import dev.tidecast.model.Recipe;
import dev.tidecast.sequence.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The model that forecasts are made with: the promoted one where there is one, else the recipe's trained one.
 *
 * @param name of the model
 * @param folder that it lies in
 * @param said which one it is, for people
 */
record ServedModel(String name, Path folder, String said) {
    /**
     * The promoted or trained one; where none is promoted the trained one is brought up to date.
     *
     * @throws IllegalArgumentException if the promoted one is damaged or was made for another target or other items
     */
    static ServedModel of(Run run) throws IOException {
        Registry registry = Registry.of(run.folder().root());
        Optional<Promotion> promoted = registry.current();
        if (promoted.isPresent()) {
            ModelVersion version = registry.find(promoted.get().id());
            check(run, registry, version);
            return new ServedModel(
                    version.model(),
                    registry.model(version),
                    "Model: " + version.id() + ", promoted "
                            + promoted.get().time().substring(0, 10));
        }
        TrainCommand.train(run.upToDate());
        String name = ModelShelf.chosen(run.configuration().recipe());
        return new ServedModel(
                name,
                run.folder().model(),
                "Model: " + name + ", trained on the whole log; none is promoted (./tidecast models --help)");
    }

    /** A baseline, trained on the whole log and brought up to date. */
    static ServedModel baseline(Run run, String name, String said) throws IOException {
        return new ServedModel(name, TrainCommand.trainNamed(run.upToDate(), name), said);
    }

    private static void check(Run run, Registry registry, ModelVersion version) throws IOException {
        Recipe recipe = run.configuration().recipe();
        String way = "; promote another with \"./tidecast models promote ID\" or go back with"
                + " \"./tidecast models rollback\"";
        List<String> damaged = registry.damaged(version);
        if (!damaged.isEmpty()) {
            throw new IOException("the promoted model " + version.id()
                    + " is damaged, these files are not as they were registered: " + String.join(", ", damaged) + way);
        }
        if (version.horizonDays() != recipe.target().horizonDays()
                || !version.behaviour().equals(recipe.target().behaviour().word())) {
            throw new IllegalArgumentException("the promoted model " + version.id() + " forecasts "
                    + version.behaviour() + " within " + version.horizonDays() + " days, the recipe asks for "
                    + recipe.target().behaviour().word() + " within "
                    + recipe.target().horizonDays() + way);
        }
        checkItems(run.knownLog(), version, way);
    }

    private static void checkItems(Dataset dataset, ModelVersion version, String way) {
        int items = version.log().items();
        if (dataset.itemCount() < items
                || !Registering.itemNames(dataset, items).equals(version.log().itemNames())) {
            throw new IllegalArgumentException("the promoted model " + version.id()
                    + " knows the items of another log or of other cleaning rules than this one's" + way);
        }
    }

    Model load() throws IOException {
        return ModelShelf.load(name, folder);
    }

    /** Tells the model's files from all others. */
    String hash() throws IOException {
        return Steps.hash(folder);
    }
}
