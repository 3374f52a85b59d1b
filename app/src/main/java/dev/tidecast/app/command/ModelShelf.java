package dev.tidecast.app.command;

import dev.tidecast.app.config.Configuration;
import dev.tidecast.app.config.ContentFiles;
import dev.tidecast.model.Baselines;
import dev.tidecast.model.Model;
import dev.tidecast.model.Recipe;
import dev.tidecast.model.Trainer;
import dev.tidecast.model.activity.ActivityModel;
import dev.tidecast.model.activity.LogisticRegressionTrainer;
import dev.tidecast.model.content.ContentKnn;
import dev.tidecast.model.content.ContentKnnTrainer;
import dev.tidecast.model.content.ContentSource;
import dev.tidecast.model.counters.WeightedCounters;
import dev.tidecast.model.counters.WeightedCountersTrainer;
import dev.tidecast.model.interest.InterestNetwork;
import dev.tidecast.model.interest.PlainLstm;
import dev.tidecast.model.lifetime.Lifetime;
import dev.tidecast.model.lifetime.LifetimeTrainer;
import dev.tidecast.model.next.NextItem;
import dev.tidecast.model.purchase.PurchaseNetwork;
import dev.tidecast.model.words.Tokeniser;
import dev.tidecast.neural.Checkpoints;
import dev.tidecast.neural.EaseSolver;
import dev.tidecast.neural.InterestNetworkTrainer;
import dev.tidecast.neural.NativeRuntime;
import dev.tidecast.neural.NetworkSettings;
import dev.tidecast.neural.NextItemTrainer;
import dev.tidecast.neural.PlainLstmTrainer;
import dev.tidecast.neural.PurchaseTrainer;
import dev.tidecast.neural.StepContent;
import dev.tidecast.progress.Progress;
import dev.tidecast.text.TextAnalyser;
import dev.tidecast.trees.BoostedRanker;
import dev.tidecast.trees.BoostedRankerTrainer;
import dev.tidecast.trees.BoostedTrees;
import dev.tidecast.trees.BoostedTreesTrainer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the trainer and the reader of each model that a recipe may name. */
final class ModelShelf {
    private static final int MOST_THREADS = 8;
    private static final Tokeniser TITLES = TextAnalyser.singular();

    private final Recipe recipe;
    private final ContentFiles content;
    private final Progress progress;
    private final Checkpoints checkpoints;
    private @Nullable WeightedCountersTrainer counting;

    ModelShelf(Configuration configuration, Progress progress) {
        this(configuration.recipe(), configuration.content(), progress, Checkpoints.none());
    }

    /** Of a recipe that needs no files of content. */
    ModelShelf(Recipe recipe, Progress progress) {
        this(recipe, ContentFiles.none(), progress, Checkpoints.none());
    }

    private ModelShelf(Recipe recipe, ContentFiles content, Progress progress, Checkpoints checkpoints) {
        this.recipe = recipe;
        this.content = content;
        this.progress = progress;
        this.checkpoints = checkpoints;
    }

    /** A shelf whose trainers go on from where a killed one of the same {@code run} was. */
    ModelShelf resuming(Path folder, String run) {
        return new ModelShelf(recipe, content, progress, Checkpoints.at(folder, run));
    }

    /** The model that is trained for forecasting: the last of the recipe. */
    static String chosen(Recipe recipe) {
        return recipe.models().getLast();
    }

    Trainer trainer(String name) {
        return switch (name) {
            case InterestNetwork.NAME -> new InterestNetworkTrainer(interest(), progress, checkpoints, counting());
            case PlainLstm.NAME ->
                new PlainLstmTrainer(
                        plan().network(ContentSource.none(), StepContent.Source.none()), progress, checkpoints);
            case WeightedCounters.NAME -> counting();
            case ContentKnnTrainer.NAME -> ContentKnnTrainer.standard(TITLES);
            case Lifetime.NAME -> new LifetimeTrainer();
            case ActivityModel.NAME -> LogisticRegressionTrainer.standard();
            case BoostedTrees.NAME -> BoostedTreesTrainer.standard(recipe.seed(), threads());
            case BoostedRanker.NAME -> BoostedRankerTrainer.standard(recipe.seed(), threads());
            case PurchaseNetwork.NAME -> new PurchaseTrainer(plan().purchase(), progress, checkpoints);
            case "sasrec", "gru4rec", "hstu", "next-item" ->
                new NextItemTrainer(plan().nextItem(name), progress, checkpoints);
            default -> Baselines.byName(name, solver());
        };
    }

    /** Reads back a model that {@link Model#save} wrote. */
    static Model load(String name, Path folder) throws IOException {
        return switch (name) {
            case InterestNetwork.NAME -> InterestNetwork.read(folder, TITLES);
            case PlainLstm.NAME -> PlainLstm.load(folder);
            case WeightedCounters.NAME -> WeightedCounters.load(folder);
            case ContentKnnTrainer.NAME -> ContentKnn.load(folder, TITLES);
            case Lifetime.NAME -> Lifetime.load(folder);
            case ActivityModel.NAME -> ActivityModel.load(folder);
            case BoostedTrees.NAME -> BoostedTrees.load(folder);
            case BoostedRanker.NAME -> BoostedRanker.load(folder);
            case PurchaseNetwork.NAME -> PurchaseNetwork.load(folder);
            case "sasrec", "gru4rec", "hstu", "next-item" -> NextItem.load(folder);
            default -> Baselines.load(folder);
        };
    }

    /** Name and version of the native engine. */
    String engine() {
        return NativeRuntime.start(threads()).description();
    }

    /** On these the weights depend, so they are part of a step's inputs. */
    int threads() {
        return Math.clamp(recipe.usableThreads(), 1, MOST_THREADS);
    }

    /** One for weighted counters and for the network, which so fit a dataset's counting once. */
    private synchronized WeightedCountersTrainer counting() {
        WeightedCountersTrainer known = counting;
        if (known == null) {
            known = new WeightedCountersTrainer(
                    solver(),
                    tuned -> tuned.withAnchors(recipe.counters().anchorWeeks())
                            .withHalfLives(recipe.counters().halfLives())
                            .withTitles(recipe.counters().titles())
                            .withNewness(recipe.counters().newness()));
            counting = known;
        }
        return known;
    }

    private NetworkSettings interest() {
        ContentShelf shelf = ContentShelf.of(content, TITLES, progress);
        Recipe.Network network = recipe.network();
        return plan().network(shelf.items(network.content()), shelf.steps(network.inputs()));
    }

    private EaseSolver solver() {
        return new EaseSolver(NativeRuntime.start(threads()));
    }

    private TrainingPlan plan() {
        return new TrainingPlan(recipe, threads());
    }
}
